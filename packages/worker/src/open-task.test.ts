import { openArtifactStore } from '@headway/artifacts/store'
import { testArtifacts } from '@headway/testkit/test-folder'
import { expect, test } from 'vitest'
import { openTask } from './open-task.ts'
import type { Task } from './task-protocol.ts'

test('a task yields no more outputs than one message holds', async () => {
  await using folder = await testArtifacts()
  await using artifacts = await openArtifactStore(folder.path)
  const { digest } = await artifacts.put(Buffer.from('small'))
  const { context, collected } = await openTask(task, {
    artifacts,
    folder: folder.path,
    signal: new AbortController().signal,
    log: () => {},
    progress: () => {},
  })

  for (let index = 0; index < 4000; index++) await context.output(`part-${index}`, { digest })

  await expect(context.output('one-more', { digest })).rejects.toMatchObject({
    code: 'RESOURCE_EXHAUSTED',
    field: 'one-more',
  })
  await context.output('part-0', { digest })
  expect(JSON.stringify(collected.outputs).length).toBeLessThan(800_000)
})

const task: Task = {
  protocol: 'headway.task/1',
  id: '0190a0de-0000-7000-8000-000000000000',
  attempt: 1,
  run: {
    id: '0190a0de-0000-7000-8000-000000000001',
    pipeline: 'p',
    pipelineVersion: 1,
    model: null,
    requestedBy: 'olga',
    champion: null,
  },
  step: 'many',
  chunk: 0,
  code: { uses: 'test/many', version: '1' },
  parameters: {},
  inputs: {},
  items: null,
  timeoutSeconds: 60,
}
