import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serializeManifest } from '@headway/artifacts/manifest'
import { writePack } from '@headway/artifacts/pack'
import { openArtifactStore } from '@headway/artifacts/store'
import { mintInternalToken } from '@headway/kit/internal-token'
import { start } from '@headway/kit/start'
import { randomRegressor, seededRandom } from '@headway/onnx/random-regressor'
import { regressorModel } from '@headway/onnx/regressor'
import { openSession } from '@headway/onnx/session'
import { service } from '../src/service.ts'

// What serving adds to raw ONNX Runtime: node services/serving/bench/predict-bench.ts [partitions] [features]
const partitions = Number(process.argv[2] ?? 2000)
const width = Number(process.argv[3] ?? 30)
const key = 'b'.repeat(43)
const folder = await mkdtemp(join(tmpdir(), 'headway-bench-'))
const say = (name: string, value: string) => console.log(`${name.padEnd(62)} ${value}`)
const ms = (value: number) => `${value.toFixed(1)} ms`
const random = seededRandom(1)

const models = Array.from({ length: partitions }, () =>
  regressorModel(randomRegressor(random, { features: width })),
)
await prepare()

const beganLoading = performance.now()
await using running = await start(service, {
  HEADWAY_PORT: '0',
  HEADWAY_LOG_LEVEL: 'error',
  HEADWAY_ARTIFACTS: join(folder, 'artifacts'),
  HEADWAY_CACHE_DIR: join(folder, 'cache'),
  HEADWAY_INTERNAL_KEY: key,
  HEADWAY_DATABASE_URL: 'postgres://nobody:x@127.0.0.1:1/none',
  HEADWAY_NATS_URL: 'nats://127.0.0.1:1',
})
const loadMs = performance.now() - beganLoading
say(`start with ${partitions} models loaded and checked`, `${ms(loadMs)}, ${ms(loadMs / partitions)} each`)
say('resident memory', `${Math.round(process.memoryUsage.rss() / 2 ** 20)} MB`)

const authorization = `Bearer ${await mintInternalToken(key, { id: 'bench', roles: ['viewer'] }, { expiresInSeconds: 3600 })}`
const few = rowsOf(1000, 500)
const spread = Math.min(partitions, 2000)
const many = rowsOf(20_000, spread)

const raw = await rawOnnxRuntime(few)
report('raw ONNX Runtime, 1,000 rows over 500 models, one thread', raw, raw)
report('GraphQL predict, the same rows', await measure(30, () => predictGraphql(few)), raw)
report('OIP infer with binary tensors, the same rows', await measure(30, () => inferBinary(few)), raw)
const rawMany = await rawOnnxRuntime(many)
report(`raw ONNX Runtime, 20,000 rows × ${width} over ${spread} models`, rawMany, rawMany)
report('OIP infer in JSON, the same rows', await measure(5, () => inferJson(many)), rawMany)
report('OIP infer with binary tensors, the same rows', await measure(5, () => inferBinary(many)), rawMany)
await running.stop()
await rm(folder, { recursive: true, force: true })

/** The client's own cost is in it: it runs in this process. */
function report(name: string, { wallMs, cpuMs }: Cost, raw: Cost): void {
  say(name, `${ms(wallMs)}, CPU ${ms(cpuMs)}, ${(cpuMs / raw.cpuMs).toFixed(1)} × raw`)
}

type Cost = { wallMs: number; cpuMs: number }

type Rows = { keys: string[]; features: Float32Array; count: number }

/** A version on disk as serving leaves it: it starts from that, with no database and no bus. */
async function prepare(): Promise<void> {
  await using store = await openArtifactStore(join(folder, 'artifacts'))
  const pack = await writePack(
    store,
    models.map((bytes, index) => ({ name: `S${index}`, bytes })),
  )
  const manifest = serializeManifest({
    format: 'headway.manifest/1',
    model: 'bench',
    parent: null,
    complete: true,
    partitions: pack.members.map(({ name, offset, length, sha256 }) => ({
      key: [name],
      pack: pack.digest,
      offset,
      length,
      sha256,
    })),
    modelDefinition: {
      partitionedBy: ['stop'],
      signature: {
        inputs: [{ name: 'features', datatype: 'FP32', shape: [-1, width] }],
        features: Array.from({ length: width }, (_, index) => `f${index}`),
        outputs: ['p10', 'p50', 'p90', 'rider'].map((name) => ({ name, datatype: 'FP32', shape: [-1] })),
      },
      baseline: [],
    },
  })
  const { digest } = await store.put(manifest)
  await mkdir(join(folder, 'cache'), { recursive: true })
  const variant = { name: 'primary', role: 'PRIMARY', alias: 'champion', versionId: 'bench/1', revision: 1 }
  const endpoint = {
    name: 'bench',
    model: 'bench',
    logShare: 1,
    variants: [{ ...variant, manifestDigest: digest }],
  }
  const state = { format: 'headway.serving-state/1', endpoints: [endpoint] }
  await writeFile(join(folder, 'cache', 'state.json'), JSON.stringify(state))
}

function rowsOf(count: number, over: number): Rows {
  return {
    count,
    keys: Array.from({ length: count }, (_, row) => `S${row % over}`),
    features: Float32Array.from({ length: count * width }, () => random()),
  }
}

async function rawOnnxRuntime({ keys, features, count }: Rows): Promise<Cost> {
  const names = [...new Set(keys)]
  const sessions = await Promise.all(
    names.map((name) => openSession(models[Number(name.slice(1))] as Uint8Array)),
  )
  const rowsEach = count / names.length
  const feeds = names.map((_, index) => ({
    features: {
      data: features.slice(index * rowsEach * width, (index + 1) * rowsEach * width),
      dims: [rowsEach, width],
    },
  }))
  const run = async () => {
    for (const [index, session] of sessions.entries())
      await session.run(feeds[index] as (typeof feeds)[number])
  }
  await run()
  const took = await measure(5, run)
  for (const session of sessions) await session[Symbol.asyncDispose]()
  return took
}

async function predictGraphql({ keys, features, count }: Rows): Promise<void> {
  const columns = Array.from({ length: width }, (_, column) => ({
    name: `f${column}`,
    values: Array.from({ length: count }, (_, row) => features[row * width + column]),
  }))
  const response = await fetch(`${running.url}/graphql`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({
      query:
        'query ($input: PredictInput!) { predict(input: $input) { revision outputs { name values } sources } }',
      variables: { input: { endpoint: 'bench', partitions: keys, features: columns } },
    }),
  })
  const { errors } = (await response.json()) as { errors?: unknown }
  if (errors) throw new Error(JSON.stringify(errors))
}

async function inferJson({ keys, features, count }: Rows): Promise<void> {
  await infer(
    JSON.stringify({
      inputs: [
        { name: 'partition', shape: [count], datatype: 'BYTES', data: keys },
        { name: 'features', shape: [count, width], datatype: 'FP32', data: [...features] },
      ],
    }),
    undefined,
  )
}

async function inferBinary({ keys, features, count }: Rows): Promise<void> {
  const bytes = Buffer.from(features.buffer)
  const head = Buffer.from(
    JSON.stringify({
      parameters: { binary_data_output: true },
      inputs: [
        { name: 'partition', shape: [count], datatype: 'BYTES', data: keys },
        {
          name: 'features',
          shape: [count, width],
          datatype: 'FP32',
          parameters: { binary_data_size: bytes.length },
        },
      ],
    }),
  )
  await infer(Buffer.concat([head, bytes]), head.length)
}

async function infer(body: string | Buffer<ArrayBuffer>, headerLength: number | undefined): Promise<void> {
  const response = await fetch(`${running.url}/v2/models/bench/infer`, {
    method: 'POST',
    headers: {
      authorization,
      ...(headerLength === undefined ? {} : { 'inference-header-content-length': String(headerLength) }),
    },
    body,
  })
  const answer = await response.arrayBuffer()
  if (!response.ok) throw new Error(Buffer.from(answer).toString())
}

/** Median time and mean CPU time of one call. */
async function measure(times: number, action: () => Promise<void>): Promise<Cost> {
  const taken: number[] = []
  const before = process.cpuUsage()
  for (let index = 0; index < times; index++) {
    const began = performance.now()
    await action()
    taken.push(performance.now() - began)
  }
  const { user, system } = process.cpuUsage(before)
  const wallMs = taken.sort((a, b) => a - b)[Math.floor(times / 2)] ?? 0
  return { wallMs, cpuMs: (user + system) / 1000 / times }
}
