import { spawn } from 'node:child_process'

/**
 * Ends a process when this one dies, however it dies: a shell waits for the end of its input, which the system
 * closes with this process, and then sends the signal. Disposing of it ends the watch and not the process.
 */
export function guardProcess(pid: number, signal: 'SIGINT' | 'SIGTERM'): Disposable {
  const script = `cat >/dev/null; kill -${signal.slice(3)} ${pid} 2>/dev/null`
  const shell = spawn('/bin/sh', ['-c', script], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
  shell.on('error', () => undefined)
  shell.unref()
  const input = shell.stdin as typeof shell.stdin & { unref?: () => void }
  input.unref?.()
  return {
    [Symbol.dispose]() {
      shell.kill('SIGKILL')
    },
  }
}
