import { expect, test } from 'vitest'
import { encodeGrid, gridMetrics } from './partition-grid.ts'

const columns = {
  keys: ['R1/Café', 'R2/*'],
  verdicts: ['WORSE', null],
  changed: [true, false],
  pinned: [false, true],
  trainedRows: [2000, null],
  metrics: new Map([['mae', [31.25, null]]]),
}

type Header = { rows: number; columns: { name: string; type: string; offset: number; length: number }[] }

test('a grid can be read with typed arrays alone', () => {
  const bytes = encodeGrid({ model: 'eta', version: 'eta/3' }, columns)

  const begin = 4 + new DataView(bytes.buffer).getUint32(0, true)
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, begin))) as Header
  const find = (name: string) =>
    header.columns.find((column) => column.name === name) ?? { offset: 0, length: 0 }
  const mae = new Float64Array(bytes.buffer, begin + find('metric.mae').offset, header.rows)
  const trained = new Float64Array(bytes.buffer, begin + find('trained_rows').offset, header.rows)
  const offsets = new Uint32Array(bytes.buffer, begin + find('key.offsets').offset, header.rows + 1)
  const text = bytes.subarray(begin + find('key').offset)
  const keys = [0, 1].map((row) => new TextDecoder().decode(text.subarray(offsets[row], offsets[row + 1])))
  const verdicts = bytes.subarray(begin + find('verdict').offset, begin + find('verdict').offset + 2)

  expect(header).toMatchObject({ format: 'headway.grid/1', model: 'eta', version: 'eta/3', rows: 2 })
  expect(keys).toEqual(columns.keys)
  expect([...mae]).toEqual([31.25, Number.NaN])
  expect([...trained]).toEqual([2000, Number.NaN])
  expect([...verdicts]).toEqual([2, 255])
  expect(header.columns.every(({ offset }) => offset % 8 === 0)).toBe(true)
})

test('the same columns give the same bytes', () => {
  expect(encodeGrid({ model: 'eta', version: 'eta/3' }, columns)).toEqual(
    encodeGrid({ model: 'eta', version: 'eta/3' }, { ...columns }),
  )
})

test('metrics are asked for in any order, and none means the primary one', () => {
  expect(gridMetrics(['p90', 'mae', 'p90'], 'mae')).toEqual(['mae', 'p90'])
  expect(gridMetrics(null, 'mae')).toEqual(['mae'])
  expect(() =>
    gridMetrics(
      Array.from({ length: 51 }, (_, index) => `m${index}`),
      'mae',
    ),
  ).toThrow('too many metrics')
})
