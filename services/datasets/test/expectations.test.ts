import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OpenDatasets, openDatasets, registerDataset, registerVersion } from './open-datasets.ts'

let datasets: OpenDatasets
let count = 0

beforeAll(async () => {
  datasets = await openDatasets()
})

afterAll(() => datasets[Symbol.asyncDispose]())

const columns = [
  { name: 'trip', type: 'STRING' },
  { name: 'place', type: 'INTEGER' },
  { name: 'at', type: 'NUMBER' },
  { name: 'kind', type: 'STRING' },
]

const rows = [
  'A,1,10,bus',
  'A,2,20,bus',
  'A,3,15,tram',
  'A,4,30,',
  'B,1,10,bus',
  'B,1,10,bus',
  'B,2,10,boat',
  'C,1,,bus',
]

/** What one rule finds in `rows`. */
async function asideBy(
  rule: object,
  level = 'ROW',
): Promise<{ aside: number; passed: boolean; observed: number }> {
  const name = `rules-${++count}`
  const expectations = [{ name: 'rule', level, maxShare: 0.2, rule }]
  await datasets.service.data(registerDataset, { input: { name, columns, expectations } })
  const { digest } = await datasets.store.put(Buffer.from(`trip,place,at,kind\n${rows.join('\n')}\n`))
  await datasets.service.data(registerVersion, { input: { dataset: name, source: { artifacts: [digest] } } })
  const { datasetVersion } = await datasets.service.data<{
    datasetVersion: {
      quarantinedRowCount: number
      expectationResults: { passed: boolean; observed: number; failedRowCount: number }[]
    }
  }>(
    `{ datasetVersion(id: "${name}/1") {
      quarantinedRowCount expectationResults { passed observed failedRowCount }
    } }`,
  )
  const [result] = datasetVersion.expectationResults
  if (!result) throw new Error('no result')
  if (level === 'TABLE') expect(datasetVersion.quarantinedRowCount).toBe(0)
  return {
    aside: datasetVersion.quarantinedRowCount,
    passed: result.passed,
    observed: result.observed,
  }
}

test('a rule about values sets aside the rows that break it, and holds where there is none', async () => {
  expect(await asideBy({ range: { column: 'at', min: 12 } })).toMatchObject({ aside: 4, passed: false })
  expect(await asideBy({ outside: { column: 'at', ranges: [{ min: 14, max: 15 }] } })).toMatchObject({
    aside: 1,
  })
  expect(await asideBy({ allowedValues: { column: 'kind', values: ['bus', 'tram'] } })).toMatchObject({
    aside: 1,
  })
  expect(await asideBy({ matches: { column: 'kind', pattern: 'b.*' } })).toMatchObject({ aside: 1 })
  expect(await asideBy({ difference: { column: 'at', minus: 'place', max: 20 } })).toMatchObject({ aside: 1 })
  expect(await asideBy({ notNull: { column: 'at' } })).toMatchObject({ aside: 1 })
  expect(await asideBy({ isNull: { column: 'kind' } })).toMatchObject({ aside: 7 })
})

test('of equal rows the first stays, or none', async () => {
  const rule = { columns: ['trip', 'place'] }

  expect(await asideBy({ unique: rule })).toMatchObject({ aside: 1 })
  expect(await asideBy({ unique: { ...rule, keep: 'NONE' } })).toMatchObject({ aside: 2 })
})

test('where times fall in a trip the row is set aside, or the whole trip', async () => {
  const rule = { within: ['trip'], by: 'place', column: 'at' }

  expect(await asideBy({ ordered: rule })).toMatchObject({ aside: 1 })
  expect(await asideBy({ ordered: { ...rule, strictly: true } })).toMatchObject({ aside: 3 })
  expect(await asideBy({ ordered: { ...rule, breaks: 'GROUP' } })).toMatchObject({ aside: 4 })
})

test('a rule about the table sets nothing aside and says what it measured', async () => {
  expect(await asideBy({ nullShare: { column: 'at', max: 0.1 } }, 'TABLE')).toEqual({
    aside: 0,
    passed: false,
    observed: 0.125,
  })
  expect(await asideBy({ rowCount: { min: 8 } }, 'TABLE')).toEqual({ aside: 0, passed: true, observed: 8 })
  expect(await asideBy({ notNull: { column: 'at' } }, 'TABLE')).toEqual({
    aside: 0,
    passed: true,
    observed: 0.125,
  })
  expect(await asideBy({ range: { column: 'at', min: 12 } }, 'TABLE')).toEqual({
    aside: 0,
    passed: false,
    observed: 0.5,
  })
})
