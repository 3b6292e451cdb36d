import { readFile, rm } from 'node:fs/promises'
import { poll } from './poll.ts'
import { findCommandLine } from './process-identity.ts'

/**
 * Clears the pid file a server left behind when its owner was killed. When the server itself survived (its
 * command line holds every one of `marks`), it is stopped in order first; any other process that got the same
 * pid since is left alone.
 */
export async function stopOrphan(
  pidFile: string,
  marks: string[],
  signal: 'SIGINT' | 'SIGTERM',
): Promise<void> {
  const text = await readFile(pidFile, 'utf8').catch(() => undefined)
  if (text === undefined) return
  const pid = Number.parseInt(text, 10)
  const isServer = async () => {
    const line = Number.isInteger(pid) && pid > 1 ? await findCommandLine(pid) : undefined
    return line !== undefined && marks.every((mark) => line.includes(mark))
  }
  if (await isServer()) {
    process.kill(pid, signal)
    await poll(async () => !(await isServer()), {
      timeoutMs: 30_000,
      message: () => `process ${pid}, left over from an earlier start, does not stop`,
    })
  }
  await rm(pidFile, { force: true })
}
