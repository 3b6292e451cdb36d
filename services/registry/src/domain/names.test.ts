import { expect, test } from 'vitest'
import { checkName, checkReason, parseAliasId, parsePartitionId, parseVersionId } from './names.ts'

test('ids are read back into their parts', () => {
  expect(parseVersionId('departures/7')).toEqual({ model: 'departures', number: 7 })
  expect(parsePartitionId('departures/7#R1/0/S9')).toEqual({ version: 'departures/7', key: 'R1/0/S9' })
  expect(parsePartitionId('weather/7#')).toEqual({ version: 'weather/7', key: '' })
  expect(parseAliasId('departures@champion')).toEqual({ model: 'departures', name: 'champion' })
})

test('what is no id is undefined', () => {
  expect(['departures', 'departures/0', 'departures/07', 'De/7'].map(parseVersionId)).toEqual(
    Array(4).fill(undefined),
  )
  expect(parsePartitionId('departures/7')).toBeUndefined()
  expect(parseAliasId('departures@')).toBeUndefined()
})

test('names and reasons are checked', () => {
  expect(() => checkName('Champion', 'alias')).toThrow('"Champion" cannot be a name')
  expect(checkReason('  looks right ')).toBe('looks right')
  expect(() => checkReason(' ')).toThrow('a reason is needed')
})
