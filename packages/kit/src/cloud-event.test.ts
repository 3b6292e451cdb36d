import { expect, test } from 'vitest'
import { decodeEventHeaders, encodeEventHeaders } from './cloud-event.ts'

const attributes = {
  id: 'e1',
  type: 'registry.alias.moved',
  time: new Date('2026-03-03T08:00:00.000Z'),
  subject: 'departures/7 "100 %" žluť 🚌',
  revision: 3,
  actor: { id: 'olga', roles: ['operator' as const] },
}

test('attributes survive the headers, whatever characters they hold', () => {
  const headers = encodeEventHeaders(attributes)

  expect(Object.values(headers).every((value) => /^[\x20-\x7e]*$/.test(value))).toBe(true)
  expect(decodeEventHeaders(headers)).toEqual({ ...attributes, actor: { id: 'olga', roles: ['service'] } })
})

test('headers without an id, a type or the version are no event', () => {
  const headers = encodeEventHeaders(attributes)

  expect(decodeEventHeaders({ ...headers, 'ce-specversion': '0.3' })).toBeUndefined()
  expect(decodeEventHeaders({ 'ce-id': 'e1', 'ce-specversion': '1.0' })).toBeUndefined()
})
