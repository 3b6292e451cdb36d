import { afterAll, beforeAll, expect, test } from 'vitest'
import { createVersion, type Fleet, openFleet, registerModel } from './fleet.ts'

let fleet: Fleet
beforeAll(async () => {
  fleet = await openFleet()
})
afterAll(() => fleet[Symbol.asyncDispose]())

type Answer = {
  partitionGrid: { digest: string; metrics: string[]; artifact: { url: string; size: number } }
}

async function gridOf(version: string, metrics: string[] | null = null) {
  return fleet.service.graphql<Answer>(
    `query ($version: ID!, $metrics: [String!]) { partitionGrid(version: $version, metrics: $metrics) {
      digest metrics partitionCount artifact { url size } } }`,
    { version, metrics },
    { as: 'viewer' },
  )
}

test('the grid of a version has every partition, is the same file again, and is downloaded as an artifact', async () => {
  await registerModel(fleet, 'grid')
  const one = await createVersion(fleet, 'grid', null, [
    { key: ['R2', 'S1'], constant: 1 },
    { key: ['R1', 'S1'], constant: 2, mae: 30, verdict: 'WORSE' },
  ])

  const first = (await gridOf(one, ['n', 'mae'])).data?.partitionGrid
  const again = (await gridOf(one, ['mae', 'n'])).data?.partitionGrid
  const primary = (await gridOf(one)).data?.partitionGrid
  const response = await fetch(`${fleet.service.url}${first?.artifact.url}`, {
    headers: { authorization: `Bearer ${await fleet.service.identity.apiToken('viewer')}` },
  })
  const refused = await fetch(`${fleet.service.url}${first?.artifact.url}`)
  const bytes = await response.arrayBuffer()
  const begin = 4 + new DataView(bytes).getUint32(0, true)
  const header = JSON.parse(new TextDecoder().decode(bytes.slice(4, begin)))
  const mae = header.columns.find(({ name }: { name: string }) => name === 'metric.mae')

  expect(first?.metrics).toEqual(['mae', 'n'])
  expect(again?.digest).toBe(first?.digest)
  expect(primary?.digest).not.toBe(first?.digest)
  expect(header).toMatchObject({ format: 'headway.grid/1', version: one, rows: 2 })
  // By canonical key: R1/S1, then R2/S1 without the metric.
  expect([...new Float64Array(bytes, begin + mae.offset, 2)]).toEqual([30, Number.NaN])
  expect(refused.status).toBe(401)
})

test('a metric that no partition has is refused', async () => {
  await registerModel(fleet, 'gridless')
  const one = await createVersion(fleet, 'gridless', null, [{ key: ['R1', 'S1'], constant: 2, mae: 30 }])

  const { errors } = await gridOf(one, ['mea'])

  expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'metrics', value: 'mea' })
})
