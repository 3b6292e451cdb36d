import { start } from '@headway/kit/start'
import { graphqlCaller } from '@headway/testkit/graphql-caller'
import { openSurroundings } from '@headway/testkit/service-surroundings'
import { until } from '@headway/testkit/until'
import { workStream } from '@headway/worker/task-protocol'
import { expect, test } from 'vitest'
import { requeueLostTasks } from '../src/commands/retry-tasks.ts'
import { service } from '../src/service.ts'
import { speak } from './speak.ts'

test('a task that the work queue lost is queued again, though the queue holds others', async () => {
  await using surroundings = await openSurroundings('pipelines', {})
  await using running = await start(service, surroundings.settings)
  const { register, start: startRun } = speak(graphqlCaller(running.url, surroundings.identity))
  await register('counting', { steps: [{ name: 'count', command: ['count'] }] })
  const manager = await (await running.bus.connection()).jetstreamManager()
  const queue = async () => (await manager.streams.info(workStream)).state
  const context = running.context({ id: 'test', roles: ['service'] })
  const { db } = context

  await startRun('counting')
  await until(async () => (await queue()).messages === 1)
  await manager.streams.purge(workStream)
  await startRun('counting')
  await until(async () => (await queue()).messages === 1)
  // The first was queued an hour ago, the second half an hour ago; the oldest message is forty minutes old.
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)
  const [first, second] = await db.selectFrom('task').select('id').orderBy('queued_at').execute()
  for (const [task, minutes] of [
    [first, 60],
    [second, 30],
  ] as const) {
    const queuedAt = minutesAgo(minutes)
    await db
      .updateTable('task')
      .set({ queued_at: queuedAt })
      .where('id', '=', task?.id ?? '')
      .execute()
  }
  const look = () => requeueLostTasks(context, 60_000, minutesAgo(40))
  const found = [await look(), await look()]

  expect(found).toEqual([1, 0])
  await until(async () => (await queue()).messages === 2)
})
