import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { track } from '@headway/testkit/left-open'

const root = fileURLToPath(new URL('../../', import.meta.url))

export type RunningProgram = {
  /** What it has written so far. */
  output: () => string
  /** Waits for its end; throws with its output when it fails. */
  ended: Promise<void>
} & AsyncDisposable

/** Runs a program of this repository on the command line, with more settings in its environment. */
export function runProgram(
  path: string,
  args: readonly string[],
  settings: Record<string, string> = {},
): RunningProgram {
  const child = spawn(process.execPath, [path, ...args], {
    cwd: root,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve))
  const ended = closed.then((code) => {
    if (code !== 0) throw new Error(`${path} ended with ${code}:\n${output}`)
  })
  // Whoever waits for something else first hears of the failure then.
  ended.catch(() => undefined)
  return {
    output: () => output,
    ended,
    ...track(path, async () => {
      child.kill('SIGTERM')
      await closed
    }),
  }
}
