import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { digestOf } from './digest.ts'
import { type ArtifactStore, openArtifactStore } from './store.ts'

let folder: string
let store: ArtifactStore

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'artifacts-'))
  store = await openArtifactStore(folder)
})

afterEach(async () => {
  await store[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

const bytes = Buffer.from('eighteen thousand small models')

test('bytes, a stream and a file with the same content are one artifact', async () => {
  await writeFile(join(folder, 'source'), bytes)

  const stats = [
    await store.put(bytes),
    await store.put(Readable.from([bytes.subarray(0, 3), bytes.subarray(3)])),
    await store.putFile(join(folder, 'source')),
  ]

  for (const stat of stats) expect(stat).toEqual({ digest: digestOf(bytes), size: bytes.byteLength })
  expect(await store.get(digestOf(bytes))).toEqual(bytes)
  expect(await store.has(digestOf(bytes))).toBe(true)
  expect(await store.stat(digestOf(bytes))).toEqual(stats[0])
})

test('writers of the same bytes at the same time do not disturb each other', async () => {
  const large = Buffer.alloc(3_000_000, 'headway')

  const stats = await Promise.all(Array.from({ length: 12 }, () => store.put(Readable.from([large]))))

  expect(new Set(stats.map(({ digest }) => digest)).size).toBe(1)
  expect(await store.get(digestOf(large))).toEqual(large)
  expect(await readdir(join(folder, 'incoming'))).toEqual([])
})

test('bytes that are not the expected ones are refused and nothing is kept', async () => {
  const expected = digestOf('something else')

  await expect(store.put(bytes, { expected })).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    value: digestOf(bytes),
    expected,
  })
  await expect(store.put(Readable.from([bytes]), { expected })).rejects.toMatchObject({ expected })

  expect(await store.has(digestOf(bytes))).toBe(false)
  expect(await readdir(join(folder, 'incoming'))).toEqual([])
})

test('a stream that breaks off leaves nothing behind', async () => {
  const source = Readable.from(
    (async function* () {
      yield bytes
      throw new Error('connection lost')
    })(),
  )

  await expect(store.put(source)).rejects.toThrow('connection lost')

  expect(await readdir(join(folder, 'incoming'))).toEqual([])
})

test('an artifact that was changed on disk is not handed out', async () => {
  const { digest } = await store.put(bytes)
  const damaged = Buffer.from(bytes)
  damaged[0] = 0
  await writeFile(join(folder, 'objects', digest.slice(0, 2), digest.slice(2)), damaged)

  const mismatch = { code: 'INVALID_ARGUMENT', expected: digest, value: digestOf(damaged) }
  await expect(store.get(digest)).rejects.toMatchObject(mismatch)
  await expect(store.path(digest)).rejects.toMatchObject(mismatch)
  await expect(buffer(store.open(digest))).rejects.toMatchObject(mismatch)
})

test('a range reads exactly its bytes', async () => {
  const { digest } = await store.put(bytes)

  expect(await store.read(digest, 9, 8)).toEqual(Buffer.from('thousand'))
  expect(await buffer(store.open(digest, { offset: 9, length: 8 }))).toEqual(Buffer.from('thousand'))
  expect(await buffer(store.open(digest, { offset: 18 }))).toEqual(Buffer.from('small models'))
  expect(await buffer(store.open(digest))).toEqual(bytes)
  await expect(store.read(digest, 20, 100)).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    field: 'range',
  })
})

test('the path of an artifact is a file with its bytes', async () => {
  const { digest } = await store.put(bytes)

  expect(await readFile(await store.path(digest))).toEqual(bytes)
})

test('what is not there is NOT_FOUND by every way of reading', async () => {
  const digest = digestOf('never stored')

  for (const read of [
    () => store.get(digest),
    () => store.read(digest, 0, 1),
    () => store.path(digest),
    () => store.stat(digest),
    () => buffer(store.open(digest)),
  ]) {
    await expect(read()).rejects.toMatchObject({ code: 'NOT_FOUND', value: digest })
  }
  expect(await store.has(digest)).toBe(false)
})

test('a digest cannot climb out of the store', async () => {
  await expect(store.get('../../etc/passwd')).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    field: 'digest',
  })
})

test('a location that is not a folder is refused by name', async () => {
  await expect(openArtifactStore('s3://bucket/prefix')).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    value: 's3://bucket/prefix',
  })
})
