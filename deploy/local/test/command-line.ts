import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findStartTime } from '@headway/embedded/process-identity'
import { track } from '@headway/testkit/left-open'
import { until } from '@headway/testkit/until'

const start = fileURLToPath(new URL('../src/start.ts', import.meta.url))

export type StartedProcess = { name: string; pid: number; startTime: string }

/** `npm start` as a process, on a state folder, with free ports. */
export function startOnCommandLine(stateDir: string) {
  const child: ChildProcess = spawn(process.execPath, [start], {
    env: { ...process.env, HEADWAY_STATE: stateDir, HEADWAY_FREE_PORTS: '1', HEADWAY_LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const tracked = track('npm start', async () => {
    child.kill('SIGTERM')
    await ended
  })
  return {
    output: () => output,
    signal: (signal: NodeJS.Signals) => child.kill(signal),
    ended,
    untilReady: async () => {
      await until(() => child.exitCode !== null || output.includes('Headway is ready'), {
        timeoutMs: 180_000,
      })
      if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}:\n${output}`)
    },
    ...tracked,
  }
}

/** The processes that a start has noted down. */
export async function notedProcesses(stateDir: string): Promise<StartedProcess[]> {
  return JSON.parse(await readFile(join(stateDir, 'processes.json'), 'utf8').catch(() => '[]'))
}

/** Which of them still run. */
export async function survivors(processes: StartedProcess[]): Promise<string[]> {
  const times = await Promise.all(processes.map(({ pid }) => findStartTime(pid)))
  return processes.filter(({ startTime }, index) => times[index] === startTime).map(({ name }) => name)
}
