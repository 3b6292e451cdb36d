import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OpenDatasets, openDatasets, registerDataset } from './open-datasets.ts'
import { declaration } from './stop-visits.ts'

let datasets: OpenDatasets

beforeAll(async () => {
  datasets = await openDatasets()
})

afterAll(() => datasets[Symbol.asyncDispose]())

const reviseDataset = registerDataset.replaceAll('registerDataset', 'reviseDataset')

async function refusal(input: object, mutation = registerDataset) {
  const { errors } = await datasets.service.graphql(mutation, { input }, { as: 'operator' })
  return errors?.[0]?.extensions
}

test('the same declaration again is the same dataset, another one with its name is refused', async () => {
  const first = await datasets.service.data(registerDataset, { input: declaration })
  const again = await datasets.service.data(registerDataset, { input: declaration })

  expect(again).toEqual(first)
  expect(await refusal({ ...declaration, owner: 'someone else' })).toMatchObject({
    code: 'ALREADY_EXISTS',
    field: 'name',
  })
})

test('a revision changes what is declared, but not the partition keys', async () => {
  const input = { ...declaration, name: 'revised' }
  await datasets.service.data(registerDataset, { input })

  const { reviseDataset: revised } = await datasets.service.data<{ reviseDataset: { revision: number } }>(
    reviseDataset,
    { input: { ...input, expectations: [] } },
  )
  const same = await datasets.service.data(reviseDataset, { input: { ...input, expectations: [] } })

  expect(revised.revision).toBe(2)
  expect(same).toEqual({ reviseDataset: revised })
  expect(await refusal({ ...input, partitionedBy: ['route_id'] }, reviseDataset)).toMatchObject({
    code: 'FAILED_PRECONDITION',
    field: 'partitionedBy',
  })
  expect(await refusal({ ...input, name: 'unknown' }, reviseDataset)).toMatchObject({ code: 'NOT_FOUND' })
})

test('a declaration that contradicts itself is refused at the field', async () => {
  const rule = (given: object) => ({ ...declaration, expectations: [{ name: 'e', rule: given }] })
  const [column] = declaration.columns

  for (const [input, field] of [
    [{ ...declaration, name: 'Stop Visits' }, 'name'],
    [{ ...declaration, columns: [] }, 'columns'],
    [{ ...declaration, columns: [...declaration.columns, column] }, 'columns[8].name'],
    [
      { ...declaration, columns: [...declaration.columns, { name: 'source_row', type: 'INTEGER' }] },
      'columns[8].name',
    ],
    [{ ...declaration, partitionedBy: ['line'] }, 'partitionedBy[0]'],
    [{ ...declaration, partitionedBy: ['delay_s'] }, 'partitionedBy[0]'],
    [{ ...declaration, dayColumn: 'observed' }, 'dayColumn'],
    [{ ...declaration, timeColumn: 'route_id' }, 'timeColumn'],
    [rule({ range: { column: 'route_id', min: 0 } }), 'expectations[0].rule.range.column'],
    [rule({ range: { column: 'delay_s' } }), 'expectations[0].rule.range'],
    [rule({ range: { column: 'delay_s', min: 3, max: 1 } }), 'expectations[0].rule.range.min'],
    [rule({ unique: { columns: ['nothing'] } }), 'expectations[0].rule.unique.columns[0]'],
    [
      rule({ difference: { column: 'observed', minus: 'delay_s', min: 0 } }),
      'expectations[0].rule.difference.minus',
    ],
    [rule({}), 'expectations[0].rule'],
    [
      rule({ notNull: { column: 'observed' }, matches: { column: 'route_id', pattern: 'R.' } }),
      'expectations[0].rule',
    ],
    [rule({ nullShare: { column: 'observed', max: 2 } }), 'expectations[0].rule.nullShare.max'],
    [
      {
        ...declaration,
        expectations: [{ name: 'e', level: 'ROW', rule: { rowCount: { min: 1 } } }],
      },
      'expectations[0].level',
    ],
  ] as const) {
    expect(await refusal(input)).toMatchObject({ code: 'INVALID_ARGUMENT', field })
  }
})
