import { expect, test } from 'vitest'
import { eachRecord } from './csv-records.ts'

function recordsOf(content: string | Uint8Array): [string[], number][] {
  const records: [string[], number][] = []
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  eachRecord(bytes, (values, line) => records.push([values, line]))
  return records
}

test('records come with their lines, quoted or not', () => {
  const expected = [
    [['a', 'b'], 1],
    [['1', ''], 3],
    [['3', '4'], 4],
  ]

  expect(recordsOf('\uFEFFa,b\r\n\r\n1,\r\n3,4')).toEqual(expected)
  expect(recordsOf('\uFEFF"a",b\n\n1,""\n3,"4"\n')).toEqual(expected)
})

test('a quoted value keeps its comma and its line break', () => {
  expect(recordsOf('a,b\n"1,2","x\ny"\n')[1]?.[0]).toEqual(['1,2', 'x\ny'])
})

test('a table of many megabytes is read line by line', () => {
  const row = `é,${'x'.repeat(93)}\n`
  const content = Buffer.from(`name,rest\n${row.repeat(200_000)}`)
  let records = 0
  let last = 0
  let isWhole = true

  eachRecord(content, (values, line) => {
    records++
    last = line
    if (line > 1) isWhole &&= values.length === 2 && values[0] === 'é' && values[1]?.length === 93
  })

  expect([records, last, isWhole]).toEqual([200_001, 200_001, true])
})
