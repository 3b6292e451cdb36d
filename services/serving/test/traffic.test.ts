import { rolloutCompleted, shadowLogged } from '@headway/events/serving'
import { until } from '@headway/testkit/until'
import { parquetReadObjects } from 'hyparquet'
import { expect, test } from 'vitest'
import { moveAlias, onnxOf, writeVersion } from './fleet-of-models.ts'
import { openServing, type Predicted, type Serving } from './open-serving.ts'

const keys = Array.from({ length: 40 }, (_, index) => `S${index}`)
const input = {
  endpoint: 'eta',
  partitions: keys.map((key) => `R1/${key}`),
  features: ['speed', 'gap'].map((name) => ({ name, values: keys.map(() => 0) })),
}
const query = /* GraphQL */ `
  query ($input: PredictInput!) {
    predict(input: $input) { id versionId revision rowVersionIds outputs { name values } }
  }`

type Answer = Predicted & { rowVersionIds: string[] | null }

async function ask({ service }: Serving, change: Record<string, unknown> = {}): Promise<Answer> {
  return (await service.data<{ predict: Answer }>(query, { input: { ...input, ...change } })).predict
}

/** An endpoint whose primary answers 1000, 1001, …, and whose other variant would answer 2000, 2001, …. */
async function serveTwo(serving: Serving, variant: Record<string, unknown>): Promise<void> {
  const { events, store } = serving
  await serving.createEndpoint({
    variants: [
      { role: 'PRIMARY', alias: 'champion' },
      { alias: 'challenger', ...variant },
    ],
  })
  for (const [alias, number] of [
    ['champion', 1],
    ['challenger', 2],
  ] as const) {
    const models = keys.map((key, index) => ({ key: ['R1', key], bytes: onnxOf(number * 1000 + index) }))
    await moveAlias(events, alias, await writeVersion(store, `eta/${number}`, models), 1)
    await events.next(rolloutCompleted, ({ versionId }) => versionId === `eta/${number}`)
  }
}

test('a canary answers its partitions, always the same ones, and each row names its version', async () => {
  await using serving = await openServing()
  await serveTwo(serving, { role: 'CANARY', weight: 0.3 })
  const first = await ask(serving)
  const again = await ask(serving)
  await serving.service.data(
    'mutation { setVariantWeight(endpoint: "eta", variant: "canary", weight: 0.6) { name } }',
  )
  const more = await until(async () => {
    const answer = await ask(serving)
    return count(answer) > count(first) && answer
  })
  await serving.service.data(
    'mutation { setVariantWeight(endpoint: "eta", variant: "canary", weight: 0) { name } }',
  )
  const none = await until(async () => {
    const answer = await ask(serving)
    return answer.rowVersionIds === null && answer
  })
  const primary = await ask(serving, { versionId: 'eta/1' })

  expect(count(first)).toBeGreaterThan(3)
  expect(count(first)).toBeLessThan(25)
  expect(again.rowVersionIds).toEqual(first.rowVersionIds)
  for (const answer of [first, more]) {
    expect(answer.versionId).toBe('eta/1')
    expect(answer.outputs[0]?.values).toEqual(
      keys.map((_, row) => (answer.rowVersionIds?.[row] === 'eta/2' ? 2000 : 1000) + row),
    )
  }
  const inFirst = first.rowVersionIds?.flatMap((id, row) => (id === 'eta/2' ? [row] : [])) ?? []
  expect(inFirst.every((row) => more.rowVersionIds?.[row] === 'eta/2')).toBe(true)
  expect(none.outputs[0]?.values).toEqual(keys.map((_, row) => 1000 + row))
  expect(primary.rowVersionIds).toBeNull()
})

test('what a shadow answers is logged under the prediction and told to nobody', async () => {
  await using serving = await openServing({ settings: { HEADWAY_PREDICTION_LOG_FLUSH_MS: '50' } })
  const { events, store } = serving
  await serveTwo(serving, { role: 'SHADOW' })

  const answer = await ask(serving)

  const { data } = await events.next(shadowLogged)
  const file = new Uint8Array(await store.get(data.chunkDigest)).buffer
  const rows = (await parquetReadObjects({ file })) as Record<string, unknown>[]
  expect(answer).toMatchObject({ versionId: 'eta/1', rowVersionIds: null })
  expect(answer.outputs[0]?.values).toEqual(keys.map((_, row) => 1000 + row))
  expect(data).toMatchObject({ endpoint: 'eta', rowCount: 40 })
  expect(rows.map((row) => row.prediction_id)).toEqual(keys.map((_, row) => `${answer.id}/${row}`))
  expect(rows.map((row) => row.output_p50)).toEqual(keys.map((_, row) => 2000 + row))
  expect(rows[0]).toMatchObject({ variant: 'shadow', role: 'SHADOW', version_id: 'eta/2' })
})

test('weights that make no sense are refused', async () => {
  await using serving = await openServing()
  const create = (variants: object[]) =>
    serving.service.graphql(
      'mutation ($input: CreateEndpointInput!) { createEndpoint(input: $input) { name } }',
      { input: { name: 'eta', model: 'eta', variants } },
    )
  const primary = { role: 'PRIMARY', alias: 'champion' }
  const canary = { role: 'CANARY', alias: 'challenger' }

  const answers = await Promise.all([
    create([primary, canary]),
    create([primary, { ...canary, weight: 1.5 }]),
    create([{ ...primary, weight: 0.5 }]),
    create([primary, { ...canary, weight: 0.6 }, { ...canary, name: 'other', weight: 0.6 }]),
  ])

  for (const { errors } of answers) expect(errors?.[0]?.extensions?.code).toBe('INVALID_ARGUMENT')
})

function count({ rowVersionIds }: Answer): number {
  return rowVersionIds?.filter((id) => id === 'eta/2').length ?? 0
}
