import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Fleet, moveAlias, openFleet, promoteVersion, registerModel } from './fleet.ts'

let fleet: Fleet
beforeAll(async () => {
  fleet = await openFleet()
})
afterAll(() => fleet[Symbol.asyncDispose]())

type Change = {
  id: string | null
  version: { id: string; state: string } | null
  counts: Record<string, number>
  outcomes: {
    edges: { node: { key: string; outcome: string; source: { id: string } | null } }[]
    pageInfo: { hasNextPage: boolean; endCursor: string }
  }
}

const fields = `id dryRun base { id } version { id state }
  counts { chosen changed unchanged pinned notFound }
  outcomes { edges { node { key outcome source { id } partition { primaryMetric } } } pageInfo { hasNextPage endCursor } }`

async function change(mutation: string, input: Record<string, unknown>): Promise<Change> {
  const answer = await fleet.service.data<Record<string, Change>>(
    `mutation ($input: CohortInput!) { ${mutation}(input: $input) { ${fields} } }`,
    { input: { reason: 'the new ones are late', ...input } },
    { as: 'operator' },
  )
  return answer[mutation] as Change
}

function outcomesOf({ outcomes }: Change) {
  return outcomes.edges.map(({ node }) => [node.key, node.outcome, node.source?.id ?? null])
}

/** A champion whose routes R1 were all changed, and R2 not. */
async function prepare(model: string): Promise<[string, string]> {
  await registerModel(fleet, model, { approvalPolicy: 'EXCEPTIONS' })
  const one = await promoteVersion(fleet, model, null, [
    { key: ['R1', 'S1'], constant: 1, mae: 30 },
    { key: ['R1', 'S2'], constant: 2, mae: 20 },
    { key: ['R2', 'S1'], constant: 3, mae: 10 },
  ])
  const two = await promoteVersion(fleet, model, one, [
    { key: ['R1', 'S1'], constant: 11, mae: 90, verdict: 'WORSE' },
    { key: ['R1', 'S2'], constant: 12, mae: 80, verdict: 'WORSE' },
  ])
  return [one, two]
}

async function hashes(version: string): Promise<Record<string, string>> {
  const { modelVersion } = await fleet.service.data<{
    modelVersion: { partitions: { edges: { node: { key: string; sha256: string } }[] } }
  }>('query ($id: ID!) { modelVersion(id: $id) { partitions { edges { node { key sha256 } } } } }', {
    id: version,
  })
  return Object.fromEntries(modelVersion.partitions.edges.map(({ node }) => [node.key, node.sha256]))
}

test('a cohort goes back to what it had before, in one version, and the others keep theirs', async () => {
  const [one, two] = await prepare('back')

  const tried = await change('rollBackPartitions', {
    model: 'back',
    partitions: { verdict: 'WORSE', metric: { min: 85 } },
    dryRun: true,
  })
  const done = await change('rollBackPartitions', {
    model: 'back',
    partitions: { verdict: 'WORSE', metric: { min: 85 } },
  })

  expect(tried).toMatchObject({ id: null, dryRun: true, version: null, base: { id: two } })
  expect(outcomesOf(tried)).toEqual([['R1/S1', 'CHANGED', one]])
  expect(outcomesOf(done)).toEqual(outcomesOf(tried))
  expect(done.version).toEqual({ id: 'back/3', state: 'APPROVED' })
  expect(await hashes('back/3')).toEqual({ ...(await hashes(two)), 'R1/S1': (await hashes(one))['R1/S1'] })
})

test('a rollback leaves what is pinned, and tells of what there is nothing before', async () => {
  const [one] = await prepare('left')
  const pinned = await change('pinPartitions', { model: 'left', partitions: { keys: ['R1/S1'] } })
  await moveAlias(fleet, 'left', 'champion', pinned.version?.id ?? '')

  const back = await change('rollBackPartitions', { model: 'left', partitions: { keyPrefix: '' } })
  const named = await change('rollBackPartitions', {
    model: 'left',
    partitions: { keys: ['R1/S2', 'R2/S1', 'R9/S9'] },
    fromVersion: one,
    dryRun: true,
  })

  expect(back.counts).toEqual({ chosen: 3, changed: 1, unchanged: 0, pinned: 1, notFound: 1 })
  expect(outcomesOf(named)).toEqual([
    ['R1/S2', 'CHANGED', one],
    ['R2/S1', 'UNCHANGED', one],
    ['R9/S9', 'NOT_FOUND', null],
  ])
})

test('a pinned cohort is freed as a cohort, and nothing to change makes no version', async () => {
  const [one] = await prepare('freed')
  const pinned = await change('pinPartitions', {
    model: 'freed',
    partitions: { keyPrefix: 'R1/' },
    fromVersion: one,
  })
  await moveAlias(fleet, 'freed', 'champion', pinned.version?.id ?? '')
  const again = await change('pinPartitions', {
    model: 'freed',
    partitions: { keyPrefix: 'R1/' },
    fromVersion: one,
  })
  const freed = await change('unpinPartitions', { model: 'freed', partitions: { pinned: true } })

  expect(pinned.counts).toMatchObject({ chosen: 2, changed: 2 })
  expect((await hashes('freed/3'))['R1/S1']).toBe((await hashes(one))['R1/S1'])
  expect(again).toMatchObject({ version: null, counts: { chosen: 2, unchanged: 2 } })
  expect(freed).toMatchObject({ version: { id: 'freed/4' }, counts: { chosen: 2, changed: 2 } })
})

test('the same key answers with what was done, whose outcomes can be paged later', async () => {
  await prepare('keyed')
  const input = { model: 'keyed', partitions: { keyPrefix: 'R1/' }, idempotencyKey: 'cohort-1' }

  const first = await change('rollBackPartitions', input)
  const again = await change('rollBackPartitions', input)
  const other = await fleet.service.graphql(
    'mutation ($input: CohortInput!) { pinPartitions(input: $input) { id } }',
    { input: { ...input, reason: 'another' } },
    { as: 'operator' },
  )
  const { cohortChange } = await fleet.service.data<{ cohortChange: Change }>(
    'query ($id: ID!) { cohortChange(id: $id) { outcomes(first: 1) { edges { node { key } } pageInfo { hasNextPage endCursor } } } }',
    { id: first.id },
  )
  const { cohortChange: rest } = await fleet.service.data<{ cohortChange: Change }>(
    'query ($id: ID!, $after: String) { cohortChange(id: $id) { outcomes(outcome: CHANGED, after: $after) { edges { node { key } } } } }',
    { id: first.id, after: cohortChange.outcomes.pageInfo.endCursor },
  )

  expect(again).toEqual(first)
  expect(other.errors?.[0]?.extensions).toMatchObject({ code: 'ALREADY_EXISTS', field: 'idempotencyKey' })
  expect(cohortChange.outcomes.edges.map(({ node }) => node.key)).toEqual(['R1/S1'])
  expect(rest.outcomes.edges.map(({ node }) => node.key)).toEqual(['R1/S2'])
})

test('a cohort that is not chosen, or has no champion, is refused', async () => {
  await registerModel(fleet, 'refused')
  const codeOf = async (input: Record<string, unknown>) => {
    const { errors } = await fleet.service.graphql(
      'mutation ($input: CohortInput!) { pinPartitions(input: $input) { id } }',
      { input: { model: 'refused', reason: 'late', ...input } },
      { as: 'operator' },
    )
    return errors?.[0]?.extensions?.code
  }

  expect(await codeOf({ partitions: {} })).toBe('INVALID_ARGUMENT')
  expect(await codeOf({ partitions: { keys: ['R/%zz'] } })).toBe('INVALID_ARGUMENT')
  expect(await codeOf({ partitions: { keyPrefix: 'R' } })).toBe('FAILED_PRECONDITION')
  expect(await codeOf({ partitions: { keyPrefix: 'R' }, fromVersion: 'refused/9' })).toBe('NOT_FOUND')
})
