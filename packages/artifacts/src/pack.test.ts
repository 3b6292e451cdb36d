import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { extract } from 'tar-stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { digestOf } from './digest.ts'
import { listPack, readPackMember, readPackMembers, writePack } from './pack.ts'
import { type ArtifactStore, openArtifactStore } from './store.ts'

let folder: string
let store: ArtifactStore

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pack-'))
  store = await openArtifactStore(folder)
})

afterEach(async () => {
  await store[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

const members = Array.from({ length: 300 }, (_, index) => ({
  name: `R${index}/0/S`,
  bytes: Buffer.alloc(1 + ((index * 37) % 2000), `model ${index}`),
}))

test('every member is read back from its slot', async () => {
  const pack = await writePack(store, members)
  const slots = pack.members.map((member) => ({ ...member, pack: pack.digest }))

  const read = new Map<string, Buffer>()
  for await (const { slot, bytes } of readPackMembers(store, slots)) read.set(slot.name, Buffer.from(bytes))

  for (const { name, bytes } of members) expect(read.get(name)).toEqual(bytes)
  for (const slot of slots.slice(0, 9)) {
    expect(await readPackMember(store, slot)).toEqual(read.get(slot.name))
  }
})

test('a pack is a plain tar that other tools can read', async () => {
  const pack = await writePack(store, members.slice(0, 3))

  const names: string[] = []
  const tar = store.open(pack.digest).pipe(extract())
  for await (const entry of tar) {
    names.push(entry.header.name)
    entry.resume()
  }

  expect(names).toEqual(members.slice(0, 3).map(({ bytes }) => `${digestOf(bytes)}.onnx`))
  expect(await listPack(store, pack.digest)).toEqual(
    pack.members.map((member) => ({ ...member, name: `${member.sha256}.onnx` })),
  )
})

test('equal members are stored once and equal packs are one artifact', async () => {
  const same = Buffer.from('the same model')
  const input = [
    { name: 'a', bytes: same },
    { name: 'b', bytes: Buffer.from('another') },
    { name: 'c', bytes: same },
  ]

  const first = await writePack(store, input)
  const second = await writePack(store, input)

  expect(first.members[2]).toEqual({ ...first.members[0], name: 'c' })
  expect(await listPack(store, first.digest)).toHaveLength(2)
  expect(second.digest).toBe(first.digest)
})

test('a pack without members is an empty tar', async () => {
  const pack = await writePack(store, [])

  expect(await listPack(store, pack.digest)).toEqual([])
})

test('a failing source fails the pack', async () => {
  async function* broken() {
    yield* members.slice(0, 1)
    throw new Error('the trainer stopped')
  }

  await expect(writePack(store, broken())).rejects.toThrow('the trainer stopped')
})

test('a member whose bytes changed is not handed out', async () => {
  const pack = await writePack(store, members)
  const bytes = await store.get(pack.digest)
  bytes.fill(0, 512)
  await writeFile(join(folder, 'objects', pack.digest.slice(0, 2), pack.digest.slice(2)), bytes)

  for (const slot of pack.members.slice(0, 3)) {
    await expect(readPackMember(store, { ...slot, pack: pack.digest })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      expected: slot.sha256,
    })
  }
})

test('an artifact that is no tar is not a pack', async () => {
  const { digest } = await store.put(Buffer.alloc(2000, 'x'))

  await expect(listPack(store, digest)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT', field: 'pack' })
})
