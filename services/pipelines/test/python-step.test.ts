import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { openArtifactStore } from '@headway/artifacts/store'
import { startService } from '@headway/testkit/start-service'
import { expect, test } from 'vitest'
import { openWorker } from './open-worker.ts'
import { speak } from './speak.ts'

const examples = fileURLToPath(new URL('../../../packages/worker/examples/', import.meta.url))

function hasPython(): boolean {
  try {
    execFileSync('python3', ['-c', 'import csv, json'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

type SeenTask = {
  outputs: Record<string, { digest: string }>
  values: Record<string, unknown>
  metrics: Record<string, number>
  logTail: string
  peakMemoryBytes: number
  attempts: unknown[]
}

const means = {
  steps: [
    {
      name: 'means',
      command: ['python3', 'mean_by_key.py'],
      version: '1',
      inputs: { table: 'parameters.table' },
      parameters: { key: 'stop', column: { $ref: 'parameters.column' } },
    },
    {
      name: 'after',
      uses: 'test/sum',
      inputs: { lists: 'parameters.numbers' },
      parameters: { count: { $ref: 'means.largest' } },
    },
  ],
}

test.skipIf(!hasPython())(
  'a step in Python reads its inputs by digest and writes outputs and metrics',
  async () => {
    await using service = await startService('pipelines')
    await using _worker = await openWorker(service.settings, { HEADWAY_WORKER_COMMAND_FOLDER: examples })
    const { stepsKnown, register, start, ended, output } = speak(service)
    await stepsKnown()
    await register('means', means)
    await using artifacts = await openArtifactStore(service.artifacts.path)
    const table = [
      (await artifacts.put(Buffer.from('stop,delay\nA,10\nA,20\nB,-5\n'))).digest,
      (await artifacts.put(Buffer.from('stop,delay\nB,5\nC,60\n'))).digest,
    ]
    const numbers = (await artifacts.put(Buffer.from('[1,2]'))).digest

    const run = await ended(await start('means', { table, numbers, column: 'delay' }))
    const again = await ended(await start('means', { table, numbers, column: 'delay' }))
    const wrong = await ended(await start('means', { table, numbers, column: 'dealy' }))

    expect(run.failure).toBeNull()
    const [task] = await output<SeenTask>(run.id, 'means')
    const bytes = await artifacts.get(task?.outputs.means?.digest ?? '')
    expect(JSON.parse(bytes.toString())).toEqual({ A: 15, B: 0, C: 60 })
    expect(task).toMatchObject({
      metrics: { rows: 5, keys: 3 },
      values: { largest: 'C' },
      logTail: 'read 5 rows of 3 keys\n',
    })
    expect(task?.peakMemoryBytes).toBeGreaterThan(1e6)
    expect(again.steps.map(({ tasks }) => tasks.cached)).toEqual([1, 1])
    expect(wrong.failure).toEqual({
      step: 'means',
      code: 'INVALID_ARGUMENT',
      reason: "the table has no column dealy, only ['stop', 'delay']",
    })
    expect((await output<SeenTask>(wrong.id, 'means'))[0]?.attempts).toHaveLength(1)
  },
)

test('a worker without a folder for commands runs none', async () => {
  await using service = await startService('pipelines')
  await using _worker = await openWorker(service.settings)
  const { stepsKnown, register, start, ended } = speak(service)
  await stepsKnown()
  await register('echo', { steps: [{ name: 'echo', command: ['echo', 'hello'] }] })

  const run = await ended(await start('echo'))

  expect(run.failure).toMatchObject({ step: 'echo', code: 'FAILED_PRECONDITION' })
  expect(run.failure?.reason).toContain('this worker runs no commands')
})
