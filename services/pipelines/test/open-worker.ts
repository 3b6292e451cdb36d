import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { testFolder } from '@headway/testkit/test-folder'
import { until } from '@headway/testkit/until'

/** A real worker in a process of its own. */
export type TestWorker = {
  name: string
  stop: () => Promise<number | null>
  kill: () => Promise<void>
  output: () => string
} & AsyncDisposable

let started = 0

/** Starts a worker that shares bus, artifacts and key with the service, with the steps of these tests. */
export async function openWorker(
  settings: Record<string, string>,
  more: Record<string, string> = {},
): Promise<TestWorker> {
  const folder = await testFolder('worker')
  await mkdir(join(folder.path, 'work'))
  started += 1
  const name = `worker-${started}`
  const main = fileURLToPath(import.meta.resolve('@headway/worker/main'))
  const child: ChildProcess = spawn(process.execPath, [main], {
    cwd: folder.path,
    env: {
      PATH: process.env.PATH ?? '',
      ...pick(settings, [
        'HEADWAY_NATS_URL',
        'HEADWAY_ARTIFACTS',
        'HEADWAY_INTERNAL_KEY',
        'HEADWAY_API_TOKENS_FILE',
      ]),
      HEADWAY_PORT: '0',
      HEADWAY_LOG_LEVEL: 'info',
      HEADWAY_WORK_DIR: join(folder.path, 'work'),
      HEADWAY_WORKER_NAME: name,
      HEADWAY_WORKER_STEPS: fileURLToPath(new URL('./test-steps.ts', import.meta.url)),
      HEADWAY_WORKER_ACK_WAIT_SECONDS: '2',
      ...more,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-100_000)
    })
  }
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
    const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
    child.kill(signal)
    return exited
  }
  const worker: TestWorker = {
    name,
    stop: () => end('SIGTERM'),
    kill: async () => {
      await end('SIGKILL')
    },
    output: () => output,
    [Symbol.asyncDispose]: async () => {
      await end('SIGTERM')
      await folder[Symbol.asyncDispose]()
    },
  }
  await until(() => child.exitCode !== null || output.includes('the worker takes tasks'), {
    timeoutMs: 30_000,
    what: 'the worker takes tasks',
  }).catch(async (cause) => {
    await worker[Symbol.asyncDispose]()
    throw new Error(`the worker does not start:\n${output}`, { cause })
  })
  if (child.exitCode !== null) throw new Error(`the worker ended with ${child.exitCode}:\n${output}`)
  return worker
}

function pick(settings: Record<string, string>, names: string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (settings[name] ? [[name, settings[name]]] : [])))
}
