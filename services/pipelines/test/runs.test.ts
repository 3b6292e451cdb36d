import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openArtifactStore } from '@headway/artifacts/store'
import { startService } from '@headway/testkit/start-service'
import { expect, test } from 'vitest'
import { openWorker } from './open-worker.ts'
import { speak } from './speak.ts'

type SeenTask = {
  chunk: number
  cached: boolean
  outputs: Record<string, { digest: string; size: number }>
  values: Record<string, unknown>
  metrics: Record<string, number>
  logTail: string
  peakMemoryBytes: number
  environmentDigest: string
  attempts: { number: number; error: { code: string; message: string } | null }[]
}

const doubling = (journal: string) => ({
  steps: [
    { name: 'plan', uses: 'test/plan', parameters: { count: { $ref: 'parameters.count' }, journal } },
    {
      name: 'double',
      uses: 'test/double',
      parameters: { journal },
      forEach: { items: 'plan.numbers', chunkSize: 3 },
    },
    {
      name: 'increment',
      uses: 'test/increment',
      inputs: { numbers: 'double.doubled[chunk]' },
      forEach: { items: 'plan.numbers', chunkSize: 3 },
    },
    {
      name: 'sum',
      uses: 'test/sum',
      inputs: { lists: 'increment.incremented' },
      parameters: { count: { $ref: 'plan.count' }, journal },
    },
  ],
})

test('a run goes through its steps in chunks, and a second run takes everything from the cache', async () => {
  await using service = await startService('pipelines')
  await using worker = await openWorker(service.settings, { HEADWAY_WORKER_CONCURRENCY: '2' })
  const { stepsKnown, register, start, ended, output } = speak(service)
  await stepsKnown()
  const journal = join(service.artifacts.path, 'journal')
  expect(await register('doubling', doubling(journal))).toBe(1)
  expect(await register('doubling', doubling(journal))).toBe(1)

  const first = await ended(await start('doubling', { count: 10 }))
  const second = await ended(await start('doubling', { count: 10 }))
  const third = await ended(await start('doubling', { count: 4 }))

  expect(first).toMatchObject({ state: 'SUCCEEDED', failure: null })
  expect(first.steps.map(({ name, tasks }) => [name, tasks.total, tasks.done, tasks.cached])).toEqual([
    ['plan', 1, 1, 0],
    ['double', 4, 4, 0],
    ['increment', 4, 4, 0],
    ['sum', 1, 1, 0],
  ])
  const [sum] = await output<SeenTask>(first.id, 'sum')
  await using artifacts = await openArtifactStore(service.artifacts.path)
  const bytes = await artifacts.get(sum?.outputs.sum?.digest ?? '')
  expect(JSON.parse(bytes.toString())).toEqual({ total: 120, count: 10 })
  expect(sum).toMatchObject({ values: { total: 120 }, logTail: 'the sum is 120\n' })
  expect(sum?.peakMemoryBytes).toBeGreaterThan(20e6)
  const environment = JSON.parse((await artifacts.get(sum?.environmentDigest ?? '')).toString())
  expect(environment).toMatchObject({
    format: 'headway.environment/1',
    runtime: { version: process.versions.node },
  })
  const chunks = await output<SeenTask>(first.id, 'double')
  expect(chunks.map(({ metrics }) => metrics.largest)).toEqual([6, 12, 18, 20])

  expect(second.steps.map(({ tasks }) => tasks.cached)).toEqual([1, 4, 4, 1])
  expect((await output<SeenTask>(second.id, 'sum'))[0]?.values).toEqual({ total: 120 })
  // 1 to 3 were doubled before; only the chunk with 4 is new.
  expect(third.steps.map(({ tasks }) => [tasks.total, tasks.cached])).toEqual([
    [1, 0],
    [2, 1],
    [2, 1],
    [1, 0],
  ])
  const ran = (await readFile(journal, 'utf8')).trim().split('\n').sort()
  expect(ran).toEqual(
    [
      'plan 0 1',
      'double 0 1',
      'double 1 1',
      'double 2 1',
      'double 3 1',
      'sum 0 1',
      'plan 0 1',
      'double 1 1',
      'sum 0 1',
    ].sort(),
  )
  expect(await worker.stop()).toBe(0)
})
