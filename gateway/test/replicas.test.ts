import { type SpawnedService, spawnService } from '@headway/testkit/spawn-service'
import { testFolder } from '@headway/testkit/test-folder'
import { testIdentity } from '@headway/testkit/test-identity'
import { testNats } from '@headway/testkit/test-nats'
import { until } from '@headway/testkit/until'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LoadReport, startLoad } from './load.ts'
import { openGateway } from './open-gateway.ts'

const opened = new AsyncDisposableStack()
let replicas: [SpawnedService, SpawnedService]
let both: Awaited<ReturnType<typeof openGateway>>
let onlyFirst: Awaited<ReturnType<typeof openGateway>>

beforeAll(async () => {
  const folder = opened.use(await testFolder('replicas'))
  const nats = opened.use(await testNats())
  const identity = await testIdentity(folder.path)
  const shared = { nats, identity, artifacts: folder, settings: { HEADWAY_DRAIN_MS: '2000' } }
  const first = opened.use(await spawnService('registry', shared))
  const second = opened.use(await spawnService('registry', { ...shared, database: first.database }))
  replicas = [first, second]
  const open = (urls: string[]) =>
    openGateway({
      natsUrl: nats.url,
      identity,
      settings: {
        HEADWAY_SUBGRAPHS: JSON.stringify({ registry: urls.map((url) => `${url}/graphql`) }),
        HEADWAY_RESTART_PATIENCE_MS: '30000',
      },
    })
  both = opened.use(await open(replicas.map(({ url }) => url)))
  onlyFirst = opened.use(await open([first.url]))
}, 300_000)
afterAll(() => opened.disposeAsync(), 60_000)

const patient = { timeout: 180_000 }

type Gateway = typeof both

async function read({ ask }: Gateway): Promise<void> {
  const { data, errors } = await ask('{ models { edges { node { name } } } }')
  if (!data?.models) throw new Error(JSON.stringify(errors))
}

async function write({ ask, identity }: Gateway, name: string): Promise<void> {
  const { data, errors } = await ask(
    `mutation ($name: String!) {
      registerModel(input: {
        name: $name, owner: "test", partitionedBy: ["stop_id"]
        primaryMetric: { name: "mae", direction: MINIMIZE }
        signature: {
          inputs: [{ name: "features", datatype: "FP32", shape: [-1, 1] }], features: ["x"]
          outputs: [{ name: "p50", datatype: "FP32", shape: [-1] }]
        }
      }) { name }
    }`,
    { name },
    identity.apiToken('operator'),
  )
  if (data?.registerModel?.name !== name) throw new Error(JSON.stringify(errors))
}

/** Asks while something is done to the replicas; until enough answers came before, and after. */
async function underLoad(
  ask: (turn: number) => Promise<void>,
  act: () => Promise<void>,
): Promise<LoadReport> {
  const load = startLoad(ask, 3)
  const untilMore = async () => {
    const { answered } = load.report
    await until(() => load.report.answered > answered + 20, { timeoutMs: 60_000, what: 'answers' })
  }
  await untilMore()
  await act()
  await untilMore()
  return load.stop()
}

test(
  'no query is refused while one of two replicas is killed, and while it comes back',
  patient,
  async () => {
    const { refused } = await underLoad(
      () => read(both),
      async () => {
        await replicas[0].kill()
        await replicas[0].restart()
      },
    )

    expect(refused).toEqual([])
  },
)

test('no mutation is refused while one replica after the other is replaced', patient, async () => {
  const { refused } = await underLoad(
    (turn) => write(both, `replaced-${turn}`),
    async () => {
      for (const replica of replicas) {
        expect(await replica.stop()).toBe(0)
        await replica.restart()
      }
    },
  )

  expect(refused).toEqual([])
})

test('with one replica, requests wait for its restart', patient, async () => {
  const { refused, longestMs } = await underLoad(
    () => read(onlyFirst),
    async () => {
      await replicas[0].kill()
      await replicas[0].restart()
    },
  )

  expect(refused).toEqual([])
  expect(longestMs).toBeGreaterThan(100)
})
