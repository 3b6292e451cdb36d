import { createHash, verify } from 'node:crypto'
import { auditHeadSigned } from '@headway/events/registry'
import { adminQuery } from '@headway/testkit/admin-query'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Fleet, moveAlias, openFleet, promoteVersion, registerModel } from './fleet.ts'

let fleet: Fleet
beforeAll(async () => {
  fleet = await openFleet()
})
afterAll(() => fleet[Symbol.asyncDispose]())

async function verification(model: string): Promise<Record<string, unknown>> {
  const { verifyAuditLog } = await fleet.service.data<{ verifyAuditLog: Record<string, unknown> }>(
    'query ($model: String!) { verifyAuditLog(model: $model) { valid entryCount headHash brokenAt problem } }',
    { model },
  )
  return verifyAuditLog
}

/** Does to the tables what only somebody with the database's password can. */
function tamper(text: string, values: unknown[]): Promise<unknown> {
  return adminQuery(fleet.service.database.url, text, values)
}

test('everything done to a model is in its log, in order', async () => {
  await registerModel(fleet, 'logged')
  await promoteVersion(fleet, 'logged', null, [{ key: ['R', 'S'], constant: 1 }])

  const { auditLog } = await fleet.service.data<{
    auditLog: { edges: { node: { sequence: number; action: string; actor: string } }[] }
  }>('{ auditLog(model: "logged") { edges { node { sequence action actor } } } }')

  expect(auditLog.edges.map(({ node }) => node).toReversed()).toEqual([
    { sequence: 1, action: 'model.registered', actor: 'test-operator' },
    { sequence: 2, action: 'model_version.created', actor: 'test-operator' },
    { sequence: 3, action: 'model_version.approved', actor: 'test-approver' },
    { sequence: 4, action: 'alias.moved', actor: 'test-approver' },
    { sequence: 5, action: 'alias.moved', actor: 'test-approver' },
  ])
  expect(await verification('logged')).toMatchObject({ valid: true, entryCount: 5, brokenAt: null })
})

test('a head is published with a signature that the published key verifies', async () => {
  await registerModel(fleet, 'signed')

  const { data } = await fleet.events.next(auditHeadSigned, ({ model }) => model === 'signed')

  const { auditKey } = await fleet.service.data<{ auditKey: { publicKey: string } }>(
    'query ($id: ID!) { auditKey(id: $id) { publicKey } }',
    { id: data.keyId },
  )
  const signature = Buffer.from(data.signature, 'base64url')
  expect(verify(null, Buffer.from(data.hash, 'hex'), auditKey.publicKey, signature)).toBe(true)
  expect(await verification('signed')).toMatchObject({ headHash: data.hash })
})

test('a changed entry is found', async () => {
  await registerModel(fleet, 'changed')
  await promoteVersion(fleet, 'changed', null, [{ key: ['R', 'S'], constant: 1 }])
  await tamper(
    `update registry.audit_entry set actor = 'somebody-else' where sequence = 3
     and model_id = (select id from registry.model where name = $1)`,
    ['changed'],
  )

  expect(await verification('changed')).toMatchObject({
    valid: false,
    brokenAt: 3,
    problem: 'its content does not match its hash',
  })
})

test('an entry rewritten with a hash that fits is found by its signature', async () => {
  await registerModel(fleet, 'rewritten')
  const where = 'model_id = (select id from registry.model where name = $1)'
  await tamper(`update registry.audit_entry set actor = 'somebody-else' where ${where}`, ['rewritten'])
  const { auditLog } = await fleet.service.data<{
    auditLog: { edges: { node: Record<string, unknown> }[] }
  }>(
    '{ auditLog(model: "rewritten") { edges { node { sequence at actor action subject details previousHash } } } }',
  )
  const node = auditLog.edges[0]?.node
  const hash = createHash('sha256')
    .update(sorted({ ...node, model: 'rewritten' }))
    .digest('hex')
  await tamper(`update registry.audit_entry set hash = $2 where ${where}`, ['rewritten', hash])
  await tamper('update registry.model set audit_head = $2 where name = $1', ['rewritten', hash])

  expect(await verification('rewritten')).toMatchObject({
    valid: false,
    brokenAt: 1,
    problem: 'its signature does not verify',
  })
})

test('a missing entry is found, at the end as well', async () => {
  await registerModel(fleet, 'shortened')
  const one = await promoteVersion(fleet, 'shortened', null, [{ key: ['R', 'S'], constant: 1 }])
  await moveAlias(fleet, 'shortened', 'canary', one)
  const where = 'model_id = (select id from registry.model where name = $1)'
  await tamper(`delete from registry.audit_entry where sequence = 6 and ${where}`, ['shortened'])
  const atTheEnd = await verification('shortened')
  await tamper(`delete from registry.audit_entry where sequence = 2 and ${where}`, ['shortened'])

  expect(atTheEnd).toMatchObject({ valid: false, brokenAt: 6 })
  expect(await verification('shortened')).toMatchObject({
    valid: false,
    brokenAt: 2,
    problem: 'entry 2 is missing: the next is 3',
  })
})

function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${sorted(member)}`).join(',')}}`
}
