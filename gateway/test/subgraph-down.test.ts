import { type SpawnedService, spawnService } from '@headway/testkit/spawn-service'
import { testFolder } from '@headway/testkit/test-folder'
import { testIdentity } from '@headway/testkit/test-identity'
import { testNats } from '@headway/testkit/test-nats'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openGateway } from './open-gateway.ts'

const names = ['registry', 'datasets', 'pipelines', 'serving', 'monitoring'] as const
const opened = new AsyncDisposableStack()
const services = new Map<string, SpawnedService>()
let gateway: Awaited<ReturnType<typeof openGateway>>

beforeAll(async () => {
  const folder = opened.use(await testFolder('down'))
  const nats = opened.use(await testNats())
  const identity = await testIdentity(folder.path)
  for (const name of names) {
    services.set(name, opened.use(await spawnService(name, { nats, identity, artifacts: folder })))
  }
  const subgraphs = Object.fromEntries([...services].map(([name, { url }]) => [name, url]))
  gateway = opened.use(
    await openGateway({
      natsUrl: nats.url,
      identity,
      subgraphs,
      settings: { HEADWAY_RESTART_PATIENCE_MS: '0' },
    }),
  )
  const operator = identity.apiToken('operator')
  await gateway.ask(
    `mutation {
      registerModel(input: {
        name: "trams", owner: "test", partitionedBy: ["stop_id"], primaryMetric: { name: "mae", direction: MINIMIZE }
        signature: {
          inputs: [{ name: "features", datatype: "FP32", shape: [-1, 1] }], features: ["x"]
          outputs: [{ name: "p50", datatype: "FP32", shape: [-1] }]
        }
      }) { name }
      createEndpoint(input: { name: "trams", model: "trams" }) { name }
    }`,
    {},
    operator,
  )
}, 300_000)
afterAll(() => opened.disposeAsync(), 60_000)

/** One root field of each subgraph, and fields that one subgraph adds to another's entity. */
const overview = `{
  models(first: 5) { edges { node { name owner endpoints { nodes { name } } } } }
  datasets(first: 5) { edges { node { name } } }
  pipelines(first: 5) { edges { node { name } } }
  endpoints(first: 5) { nodes { name model { name owner } } }
  monitors(first: 5) { edges { node { endpoint { name } } } }
}`
const rootOf = {
  registry: 'models',
  datasets: 'datasets',
  pipelines: 'pipelines',
  serving: 'endpoints',
  monitoring: 'monitors',
}

test('with every subgraph up, one query reads from all of them', async () => {
  const { data, errors } = await gateway.ask(overview)

  expect(errors).toEqual([])
  expect(data.models.edges[0].node).toMatchObject({ name: 'trams', owner: 'test' })
  expect(data.endpoints.nodes[0]).toEqual({ name: 'trams', model: { name: 'trams', owner: 'test' } })
})

for (const name of names) {
  test(`with ${name} killed, the query still answers with the others' data`, {
    timeout: 120_000,
  }, async () => {
    const service = services.get(name)
    await service?.kill()

    const { data, errors } = await gateway.ask(overview)
    await service?.restart()

    const root = rootOf[name]
    for (const other of Object.values(rootOf)) {
      if (other === root) expect(data[other]).toBeNull()
      else expect(data[other], other).not.toBeNull()
    }
    expect(errors.every(({ extensions }) => extensions.code === 'UNAVAILABLE')).toBe(true)
    expect(errors[0]).toMatchObject({ extensions: { service: name } })
    expect(JSON.stringify(errors)).not.toMatch(/127\.0\.0\.1|ECONNREFUSED/)

    expect((await gateway.ask(overview)).errors).toEqual([])
  })
}
