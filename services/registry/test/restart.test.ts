import { randomUUID } from 'node:crypto'
import { openArtifactStore } from '@headway/artifacts/store'
import { modelVersionCreated } from '@headway/events/registry'
import { spawnService } from '@headway/testkit/spawn-service'
import { openTestEvents } from '@headway/testkit/test-events'
import { until } from '@headway/testkit/until'
import { expect, test } from 'vitest'
import { definition, proposeVersion, writeManifest } from './fleet.ts'

test('a registry that was killed makes the version that was proposed meanwhile, once', async () => {
  await using service = await spawnService('registry')
  await until(async () => (await (await fetch(`${service.url}/readyz`)).text()).includes('"ready"'))
  await using artifacts = await openArtifactStore(service.artifacts.path)
  await using events = await openTestEvents(service.nats.url)
  await service.data('mutation ($input: RegisterModelInput!) { registerModel(input: $input) { name } }', {
    input: { name: 'killed', ...definition },
  })
  const manifestDigest = await writeManifest({ artifacts }, 'killed', null, [
    { key: ['R', 'S'], constant: 1 },
  ])

  await service.kill()
  const run = await proposeVersion({ events }, { model: 'killed', parent: null, manifestDigest })
  await proposeVersion({ events }, { model: 'killed', parent: null, manifestDigest, run })
  await service.restart()
  const marker = await proposeVersion(
    { events },
    { model: 'killed', parent: null, manifestDigest, run: randomUUID() },
  )

  await events.next(modelVersionCreated, (data) => data.run === marker)
  expect(events.list(modelVersionCreated).map(({ data }) => data.versionId)).toEqual(['killed/1', 'killed/2'])
  const { verifyAuditLog } = await service.data('{ verifyAuditLog(model: "killed") { valid entryCount } }')
  expect(verifyAuditLog).toEqual({ valid: true, entryCount: 3 })
})
