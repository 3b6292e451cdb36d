import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runStarted, runSucceeded } from '@headway/events/pipelines'
import { startService } from '@headway/testkit/start-service'
import { openTestEvents } from '@headway/testkit/test-events'
import { expect, test } from 'vitest'
import { openWorker } from './open-worker.ts'
import { speak } from './speak.ts'

test('two replicas and two workers do each task once and tell each event once', async () => {
  await using service = await startService('pipelines')
  const { database, nats, artifacts, identity, settings } = service
  await using replica = await startService('pipelines', { database, nats, artifacts, identity, settings })
  await using events = await openTestEvents(nats.url)
  await using _first = await openWorker(settings)
  await using _second = await openWorker(settings)
  const { stepsKnown, register, ended } = speak(service)
  await stepsKnown()
  const journal = join(artifacts.path, 'journal')
  await register('many', {
    steps: [
      { name: 'plan', uses: 'test/plan', parameters: { count: 40 } },
      {
        name: 'double',
        uses: 'test/double',
        parameters: { journal },
        forEach: { items: 'plan.numbers', chunkSize: 1 },
      },
      { name: 'sum', uses: 'test/sum', inputs: { lists: 'double.doubled' } },
    ],
  })

  const [one, other] = await Promise.all([
    speak(service).start('many', {}, 'the same'),
    speak(replica).start('many', {}, 'the same'),
  ])
  const run = await ended(one)
  await events.next(runSucceeded)

  expect(other).toBe(one)
  expect(run.state).toBe('SUCCEEDED')
  const ran = (await readFile(journal, 'utf8')).trim().split('\n')
  expect(ran.sort()).toEqual(Array.from({ length: 40 }, (_, chunk) => `double ${chunk} 1`).sort())
  expect(events.list(runStarted)).toHaveLength(1)
  expect(events.list(runSucceeded)).toHaveLength(1)
})
