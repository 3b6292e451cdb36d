import { expect, test } from 'vitest'
import { type AuditEntry, auditText, findAuditProblem, firstPreviousHash } from './audit.ts'

const entry: AuditEntry = {
  model: 'departures',
  sequence: 1,
  at: new Date('2026-03-03T08:00:00Z'),
  actor: 'ann',
  action: 'model.registered',
  subject: 'departures',
  details: { b: [1, { d: null, c: 'x' }], a: undefined },
  previousHash: firstPreviousHash,
  hash: 'hash',
  signature: '',
  keyId: 'k',
}
const checks = { hash: () => 'hash', isSigned: () => true }
const start = { sequence: 0, hash: firstPreviousHash }

test('the text is the same however the names of the details are ordered', () => {
  const reordered = { ...entry, details: { b: [1, { c: 'x', d: null }] } }
  expect(auditText(reordered)).toBe(auditText(entry))
  expect(auditText(entry)).toContain('"details":{"b":[1,{"c":"x","d":null}]}')
})

test('an entry that follows has no problem', () => {
  expect(findAuditProblem(start, entry, checks)).toBeUndefined()
})

test('a gap, a foreign predecessor, changed content and a wrong signature are problems', () => {
  expect(findAuditProblem(start, { ...entry, sequence: 3 }, checks)).toContain('entry 1 is missing')
  expect(findAuditProblem({ ...start, hash: 'other' }, entry, checks)).toContain('does not follow')
  expect(findAuditProblem(start, entry, { ...checks, hash: () => 'other' })).toContain('content')
  expect(findAuditProblem(start, entry, { ...checks, isSigned: () => false })).toContain('signature')
})
