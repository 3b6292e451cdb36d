import { rename, writeFile } from 'node:fs/promises'
import { rolloutCompleted } from '@headway/events/serving'
import { seededRandom } from '@headway/onnx/random-regressor'
import { until } from '@headway/testkit/until'
import { expect, test } from 'vitest'
import { moveAlias, onnxOf, type Version, writeVersion } from './fleet-of-models.ts'
import { openServing, type Serving } from './open-serving.ts'

const keys = Array.from({ length: 60 }, (_, index) => `S${index}`)
/** Room for about 20 of the models, over two threads. */
const limited = {
  HEADWAY_INFERENCE_THREADS: '2',
  HEADWAY_SERVING_RESIDENT_BYTES: '900000',
  HEADWAY_SERVING_ENGINE: 'ONNX_RUNTIME',
  HEADWAY_SERVING_PINNED: 'eta:R1/S5',
}

function fleetVersion({ store }: Serving, number: number): Promise<Version> {
  const models = keys.map((key, index) => ({ key: ['R1', key], bytes: onnxOf(number * 1000 + index) }))
  return writeVersion(store, `eta/${number}`, models)
}

async function ask(serving: Serving, stops: readonly number[]) {
  return await serving.predict({
    partitions: stops.map((stop) => `R1/S${stop}`),
    features: ['speed', 'gap'].map((name) => ({ name, values: stops.map(() => 0) })),
    log: false,
  })
}

type Residency = Record<'heldCount' | 'loadedCount' | 'residentBytes' | 'evictionCount' | 'missCount', number>

async function residency({ service }: Serving): Promise<Residency> {
  const { servingReplica } = await service.data<{ servingReplica: Residency }>(
    '{ servingReplica { heldCount loadedCount residentBytes evictionCount missCount } }',
  )
  return servingReplica
}

test('past the limit, models are unloaded and come back when asked for, through rollouts and under load', async () => {
  await using serving = await openServing({ settings: limited })
  const { events } = serving
  const versions = await Promise.all([1, 2, 3].map((number) => fleetVersion(serving, number)))
  await serving.createEndpoint()
  const [first, ...rest] = versions as [Version, ...Version[]]
  await moveAlias(events, 'champion', first, 1)
  await events.next(rolloutCompleted)
  const ended = new AbortController()
  const revisions: number[][] = []
  let mostBytes = 0
  const clients = Array.from({ length: 4 }, async (_, client) => {
    const random = seededRandom(client + 1)
    const seen: number[] = []
    revisions.push(seen)
    while (!ended.signal.aborted) {
      const stops = Array.from({ length: 1 + Math.floor(random() * 12) }, () => Math.floor(random() * 60))
      const { versionId, revision, outputs } = await ask(serving, stops)
      const constant = Number(versionId.slice('eta/'.length)) * 1000
      expect(outputs[0]?.values).toEqual(stops.map((stop) => constant + stop))
      seen.push(revision)
      mostBytes = Math.max(mostBytes, (await residency(serving)).residentBytes)
    }
  })

  for (const [index, version] of rest.entries()) {
    await moveAlias(events, 'champion', version, index + 2)
    await events.next(rolloutCompleted, ({ revision }) => revision === index + 2)
    const asked = revisions[0]?.length ?? 0
    await until(() => (revisions[0]?.length ?? 0) > asked + 8)
  }
  ended.abort()
  await Promise.all(clients)

  for (const seen of revisions) expect(seen).toEqual(seen.toSorted((a, b) => a - b))
  expect(mostBytes).toBeGreaterThan(0)
  // Pinned ones and those in use may go beyond it: twelve of each client at most.
  expect(mostBytes).toBeLessThan(900_000 + 48 * 45_000)
  const { heldCount, evictionCount, missCount, residentBytes } = await residency(serving)
  expect(heldCount).toBe(60)
  expect(evictionCount).toBeGreaterThan(100)
  expect(missCount).toBeGreaterThan(10)
  expect(residentBytes).toBeLessThanOrEqual(900_000)
})

test('a pinned model stays in memory whatever is asked', async () => {
  await using serving = await openServing({ settings: limited })
  await serving.createEndpoint()
  await moveAlias(serving.events, 'champion', await fleetVersion(serving, 1), 1)
  await serving.events.next(rolloutCompleted)
  for (const stop of keys.keys()) await ask(serving, [stop])
  const { missCount } = await residency(serving)

  // The keys that begin with R1/S5: 5 and 50 to 59.
  await ask(serving, [5, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59])

  expect(missCount).toBeGreaterThan(0)
  expect(await residency(serving)).toMatchObject({ missCount })
})

test('a pack that went bad on this disk is fetched again when one of its models is asked for', async () => {
  await using serving = await openServing({ settings: limited })
  const { events, service, store } = serving
  await serving.createEndpoint()
  const version = await fleetVersion(serving, 1)
  await moveAlias(events, 'champion', version, 1)
  await events.next(rolloutCompleted)
  const manifest = JSON.parse((await store.get(version.manifestDigest)).toString()) as {
    partitions: { pack: string }[]
  }
  const path = `${service.settings.HEADWAY_CACHE_DIR}/objects/${manifest.partitions[0]?.pack}`
  // Written beside and renamed: the file in the cache is a link to the store's own.
  await writeFile(`${path}.rotten`, Buffer.alloc(100_000))
  await rename(`${path}.rotten`, path)

  const answer = await ask(serving, [...keys.keys()])

  expect(answer.outputs[0]?.values).toEqual([...keys.keys()].map((stop) => 1000 + stop))
})
