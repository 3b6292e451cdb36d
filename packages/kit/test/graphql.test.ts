import { afterAll, beforeAll, expect, test } from 'vitest'
import { notesSurroundings, startNotes } from './notes-service.ts'

let surroundings: Awaited<ReturnType<typeof notesSurroundings>>
let notes: Awaited<ReturnType<typeof startNotes>>

beforeAll(async () => {
  surroundings = await notesSurroundings()
  notes = await startNotes(surroundings)
})

afterAll(async () => {
  await notes?.[Symbol.asyncDispose]()
  await surroundings?.[Symbol.asyncDispose]()
})

const write = 'mutation ($text: String!) { writeNote(text: $text) { id text writtenBy writtenAt } }'

test('a mutation answers with what it wrote, by whom', async () => {
  const { writeNote } = await notes.data<{ writeNote: { text: string; writtenBy: string } }>(
    write,
    { text: 'first' },
    { as: { id: 'olga', roles: ['operator'] } },
  )

  expect(writeNote).toMatchObject({ text: 'first', writtenBy: 'olga' })
})

test('a mutation refuses an actor without the role it requires', async () => {
  const { data, errors } = await notes.graphql(
    write,
    { text: 'x' },
    { as: { id: 'vera', roles: ['viewer'] } },
  )

  expect(data).toBeNull()
  expect(errors?.[0]).toMatchObject({
    message: 'vera has viewer; this needs the role operator',
    extensions: { code: 'PERMISSION_DENIED', expected: 'operator' },
  })
})

test('an approver cannot operate', async () => {
  const { errors } = await notes.graphql(write, { text: 'x' }, { as: 'approver' })

  expect(errors?.[0]?.extensions?.code).toBe('PERMISSION_DENIED')
})

test('a guarded field is withheld and the rest of the query answers', async () => {
  const { writeNote } = await notes.data<{ writeNote: { id: string } }>(write, { text: 'guarded' })
  const query = 'query ($id: ID!) { note(id: $id) { text secret } }'

  const seen = await notes.graphql(query, { id: writeNote.id }, { as: 'viewer' })
  const admin = await notes.data(query, { id: writeNote.id }, { as: 'admin' })

  expect(seen.data).toEqual({ note: { text: 'guarded', secret: null } })
  expect(seen.errors?.[0]?.extensions?.code).toBe('PERMISSION_DENIED')
  expect(admin).toEqual({ note: { text: 'guarded', secret: 'known to admins' } })
})

test('an actor without any role reads nothing', async () => {
  const { errors } = await notes.graphql(
    '{ notes { edges { cursor } } }',
    {},
    { as: { id: 'nobody', roles: [] } },
  )

  expect(errors?.[0]?.extensions?.code).toBe('PERMISSION_DENIED')
})

test('a DomainError carries its code, field and value to the client', async () => {
  const { errors } = await notes.graphql(write, { text: 'refuse' })

  expect(errors?.[0]).toMatchObject({
    message: 'this note is refused',
    extensions: { code: 'FAILED_PRECONDITION', field: 'text', value: 'refuse' },
  })
})

test('an unknown error is masked and has no stack trace', async () => {
  const { errors } = await notes.graphql('{ broken }')

  expect(JSON.stringify(errors)).not.toContain('hunter2')
  expect(errors).toEqual([
    expect.objectContaining({ message: 'internal error', extensions: { code: 'INTERNAL' } }),
  ])
})

test('a mistake in the query is an invalid argument', async () => {
  const { errors } = await notes.graphql('{ nothingLikeThis }')

  expect(errors?.[0]?.extensions?.code).toBe('INVALID_ARGUMENT')
})

test('the shared scalars take and give their values', async () => {
  const { echo } = await notes.data<{ echo: unknown }>(
    'query ($time: DateTime, $column: Column) { echo(time: $time, column: $column, json: { a: [1, "b"] }) }',
    { time: '2026-11-23T09:00:00+01:00', column: [1.5, null, 'x'] },
  )

  expect(echo).toEqual({
    time: '2026-11-23T08:00:00.000Z',
    isDate: true,
    column: [1.5, null, 'x'],
    json: { a: [1, 'b'] },
  })
})

test('a time that is none is refused with what was expected', async () => {
  const { errors } = await notes.graphql('query ($time: DateTime) { echo(time: $time) }', { time: 'soon' })

  expect(errors?.[0]?.message).toContain('expected an ISO 8601 instant')
})

test('a list pages through every row once, also through rows of the same moment', async () => {
  const { db } = notes.running
  const at = new Date('2020-01-01T00:00:00Z')
  const rows = Array.from({ length: 7 }, (_, index) => ({
    id: `same-${index}`,
    text: 't',
    written_by: 'w',
    written_at: at,
  }))
  await db.insertInto('note').values(rows).execute()
  const query =
    'query ($after: String) { notes(first: 3, after: $after) { edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }'
  const seen: string[] = []

  for (let after: string | null = null, more = true; more; ) {
    type Answer = {
      notes: { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
    }
    const { notes: list }: Answer = await notes.data<Answer>(query, { after })
    seen.push(...list.edges.map(({ node }) => node.id))
    after = list.pageInfo.endCursor
    more = list.pageInfo.hasNextPage
  }

  const { count } = await db
    .selectFrom('note')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen.length).toBe(count)
  expect(seen.slice(-7)).toEqual(['same-6', 'same-5', 'same-4', 'same-3', 'same-2', 'same-1', 'same-0'])
})

test('a page size out of range and a cursor that is none are refused by name', async () => {
  const tooMany = await notes.graphql('{ notes(first: 501) { edges { cursor } } }')
  const noCursor = await notes.graphql('{ notes(after: "gibberish") { edges { cursor } } }')

  expect(tooMany.errors?.[0]?.extensions).toMatchObject({
    code: 'INVALID_ARGUMENT',
    field: 'first',
    value: 501,
  })
  expect(noCursor.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'after' })
})

test('health tells what works', async () => {
  const live = await fetch(`${notes.url}/livez`)
  const ready = await fetch(`${notes.url}/readyz`)

  expect(live.status).toBe(200)
  expect(await ready.json()).toMatchObject({ checks: { database: { ok: true }, bus: { ok: true } } })
})

test('a path that is not there and a body that is not JSON get the error shape', async () => {
  const token = surroundings.identity.apiToken('operator')
  const missing = await fetch(`${notes.url}/nowhere`)
  const broken = await fetch(`${notes.url}/notes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: '{',
  })

  expect(await missing.json()).toEqual({ error: { code: 'NOT_FOUND', message: 'GET /nowhere' } })
  expect([broken.status, ((await broken.json()) as { error: { code: string } }).error.code]).toEqual([
    400,
    'INVALID_ARGUMENT',
  ])
})
