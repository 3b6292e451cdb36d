import { findFreePort } from '@headway/embedded/free-port'
import { rolloutCompleted } from '@headway/events/serving'
import { type SpawnedService, spawnService } from '@headway/testkit/spawn-service'
import { testFolder } from '@headway/testkit/test-folder'
import { until } from '@headway/testkit/until'
import { expect, test } from 'vitest'
import { moveAlias, onnxOf, writeVersion } from './fleet-of-models.ts'
import { openServing, type Predicted, predictQuery } from './open-serving.ts'

const stops = Array.from({ length: 60 }, (_, index) => index)
/** Room for about two thirds of the models in each replica. */
const sharing = {
  HEADWAY_SERVING_SHARES: 'OWN',
  HEADWAY_SERVING_ENGINE: 'ONNX_RUNTIME',
  HEADWAY_SERVING_RESIDENT_BYTES: '1200000',
  HEADWAY_INFERENCE_THREADS: '1',
}
const input = {
  endpoint: 'eta',
  partitions: stops.map((stop) => `R1/S${stop}`),
  features: ['speed', 'gap'].map((name) => ({ name, values: stops.map(() => 0) })),
  log: false,
}

type Caller = Pick<SpawnedService, 'data'>

/** Asks for every partition; answers the version that they all came from. */
async function askAll({ data }: Caller): Promise<string> {
  const { predict } = await data<{ predict: Predicted }>(predictQuery, { input })
  const constant = Number(predict.versionId.slice('eta/'.length)) * 1000
  expect(predict.outputs[0]?.values).toEqual(stops.map((stop) => constant + stop))
  expect(predict.outputs[1]?.values).toEqual(stops.map((stop) => constant + stop - 1))
  return predict.versionId
}

async function look({ data }: Caller): Promise<{ loadedCount: number; missCount: number }> {
  const query = '{ servingReplica { loadedCount missCount } }'
  return (await data<{ servingReplica: { loadedCount: number; missCount: number } }>(query)).servingReplica
}

test('replicas that share the models need each in one memory alone, agree on the version, and stand in for each other', {
  timeout: 120_000,
}, async () => {
  const ports = [await findFreePort(), await findFreePort()]
  await using serving = await openServing({ settings: { ...sharing, HEADWAY_PORT: String(ports[0]) } })
  const { events, store, service } = serving
  const { database, nats, artifacts, identity } = service
  await using cache = await testFolder('second-cache')
  await using second = await spawnService('serving', {
    database,
    nats,
    artifacts,
    identity,
    settings: { ...sharing, HEADWAY_PORT: String(ports[1]), HEADWAY_CACHE_DIR: cache.path },
  })
  const write = (number: number) =>
    writeVersion(
      store,
      `eta/${number}`,
      stops.map((stop) => ({ key: ['R1', `S${stop}`], bytes: onnxOf(number * 1000 + stop) })),
    )
  await serving.createEndpoint()
  await moveAlias(events, 'champion', await write(1), 1)
  await events.next(rolloutCompleted)
  const replicas: Caller[] = [service, second]
  const askBoth = () => Promise.all(replicas.map(askAll))
  const lookAtBoth = () => Promise.all(replicas.map(look))
  const missesOfBoth = async () => (await lookAtBoth()).map(({ missCount }) => missCount)

  // Each has room for its own share, not for all: once both know of each other, nothing is loaded any more.
  await until(
    async () => {
      const before = await missesOfBoth()
      await askBoth()
      await askBoth()
      return String(await missesOfBoth()) === String(before)
    },
    { timeoutMs: 30_000, what: 'each has its share' },
  )
  for (const { loadedCount } of await lookAtBoth()) expect(loadedCount).toBeLessThan(stops.length)

  const versions = new Set<string>()
  let completed = false
  const asking = (async () => {
    while (!completed) for (const version of await askBoth()) versions.add(version)
  })()
  await moveAlias(events, 'champion', await write(2), 2)
  await events.next(rolloutCompleted, ({ revision }) => revision === 2)
  completed = true
  await asking
  expect(await askBoth()).toEqual(['eta/2', 'eta/2'])
  expect(versions).toContain('eta/1')

  await second.kill()
  expect(await askAll(service)).toBe('eta/2')
})
