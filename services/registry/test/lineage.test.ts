import { randomUUID } from 'node:crypto'
import { modelVersionCreated } from '@headway/events/registry'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createVersion,
  type Entry,
  type Fleet,
  openFleet,
  proposeVersion,
  registerModel,
  writeManifest,
} from './fleet.ts'

let fleet: Fleet
beforeAll(async () => {
  fleet = await openFleet()
})
afterAll(() => fleet[Symbol.asyncDispose]())

test('what a version was trained on has no end: every page of it can be read', async () => {
  await registerModel(fleet, 'wide')
  const datasetVersions = Array.from({ length: 130 }, (_, index) => `visits/${index + 1}`)
  const manifestDigest = await writeManifest(fleet, 'wide', null, [{ key: ['R', 'S'], constant: 1 }])
  const run = randomUUID()
  await proposeVersion(fleet, { model: 'wide', parent: null, manifestDigest, datasetVersions, run })
  await fleet.events.next(modelVersionCreated, (data) => data.run === run)

  const found: string[] = []
  let after: string | null = null
  do {
    const answer: Wide = await fleet.service.data(
      `query ($after: String) { modelVersion(id: "wide/1") { datasetVersions(first: 100, after: $after) {
        edges { node { id } } pageInfo { hasNextPage endCursor } } } }`,
      { after },
    )
    const { edges, pageInfo } = answer.modelVersion.datasetVersions
    found.push(...edges.map(({ node }) => node.id))
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null
  } while (after !== null)

  expect(found).toEqual(datasetVersions)
})

test('profiles are inherited while something of the parent is left', async () => {
  await registerModel(fleet, 'profiled')
  const both: Entry[] = [
    { key: ['R', 'S1'], constant: 1 },
    { key: ['R', 'S2'], constant: 2 },
  ]
  const one = await createProfiled('profiled', null, both, 'first')
  const two = await createProfiled('profiled', one.id, [{ key: ['R', 'S1'], constant: 3 }], 'second')
  const three = await createProfiled(
    'profiled',
    two.id,
    [
      { key: ['R', 'S1'], constant: 4 },
      { key: ['R', 'S2'], constant: 5 },
    ],
    'third',
  )

  expect(await profilesOf(two.id)).toEqual([two.profile, one.profile])
  expect(await profilesOf(three.id)).toEqual([three.profile])
})

type Wide = {
  modelVersion: {
    datasetVersions: {
      edges: { node: { id: string } }[]
      pageInfo: { hasNextPage: boolean; endCursor: string }
    }
  }
}

async function createProfiled(model: string, parent: string | null, entries: Entry[], content: string) {
  const { digest: profile } = await fleet.artifacts.put(Buffer.from(content))
  return { id: await createVersion(fleet, model, parent, entries, { profiles: [profile] }), profile }
}

async function profilesOf(id: string): Promise<string[]> {
  const { modelVersion } = await fleet.service.data<{
    modelVersion: { profiles: { edges: { node: { digest: string } }[] } }
  }>('query ($id: ID!) { modelVersion(id: $id) { profiles { edges { node { digest } } } } }', { id })
  return modelVersion.profiles.edges.map(({ node }) => node.digest)
}
