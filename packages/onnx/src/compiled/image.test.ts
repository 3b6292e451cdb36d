import { createHash } from 'node:crypto'
import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { randomRegressor, seededRandom } from '../random-regressor.ts'
import { regressorModel } from '../regressor.ts'
import { Arena } from './arena.ts'
import { compileModel } from './compile.ts'
import { engineVersion } from './engine-version.ts'
import { type ImageEntry, openImage, writeImage } from './image.ts'
import { Runner } from './run.ts'

const outputs = ['p10', 'p50', 'p90', 'rider']
const face = { inputs: [{ name: 'features', columns: 12 }], outputs }

function makeEntries(count: number): ImageEntry[] {
  return Array.from({ length: count }, (_, index) => {
    const bytes = regressorModel(randomRegressor(seededRandom(index), { depth: 1 + (index % 4) }))
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const compiled = compileModel(bytes, face)
    if ('reason' in compiled || index % 10 === 9)
      return { sha256, result: { reason: 'it has the operator Tanh' } }
    return { sha256, result: { program: compiled.program, agreement: index % 2 ? 'exact' : 'close' } }
  })
}

function openEngine() {
  const runner = new Runner()
  const arena = new Arena((index, buffer) => runner.setSegment(index, buffer))
  return { runner, arena }
}

test('programs come back from an image as they were written, some or all of them', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'headway-image-'))
  const path = join(folder.path, 'fleet.image')
  const entries = makeEntries(1200)
  await writeImage(path, entries)
  await using image = await openImage(path)
  const { arena } = openEngine()

  const some = await image?.load(
    arena,
    entries.filter((_, index) => index % 3 === 0).map(({ sha256 }) => sha256),
  )
  const all = await image?.load(arena, [...entries.map(({ sha256 }) => sha256), 'f'.repeat(64)])

  expect(some?.size).toBeGreaterThan(300)
  for (const { sha256, result } of entries) {
    const verdict = image?.find(sha256)
    if ('reason' in result) {
      expect([verdict, all?.has(sha256)]).toEqual([result, false])
      continue
    }
    expect(verdict).toEqual({ agreement: result.agreement, byteLength: result.program.byteLength })
    for (const { handle, byteLength } of [all?.get(sha256), some?.get(sha256)].filter(
      (held) => held !== undefined,
    )) {
      expect(Buffer.from(arena.bytesAt(handle, byteLength)).equals(result.program)).toBe(true)
    }
  }
  expect(image?.find('f'.repeat(64))).toBeUndefined()
})

test('a loaded program answers, and a freed one is found out', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'headway-image-'))
  const path = join(folder.path, 'one.image')
  const [entry] = makeEntries(1) as [ImageEntry]
  await writeImage(path, [entry])
  await using image = await openImage(path)
  const { arena, runner } = openEngine()
  const { handle = 0, byteLength = 0 } = (await image?.load(arena, [entry.sha256]))?.get(entry.sha256) ?? {}
  const answers = outputs.map(() => new Float32Array(1))
  arena.place(new Uint8Array(64))

  runner.run(handle, new Float32Array(12), 0, 1, answers, 0)
  arena.free(handle, byteLength)

  expect(answers.every(([value]) => value !== 0 && Number.isFinite(value))).toBe(true)
  expect(() => runner.run(handle, new Float32Array(12), 0, 1, answers, 0)).toThrow('no program')
})

test('an image that is absent, damaged or of another engine version is not used', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'headway-image-'))
  const path = join(folder.path, 'fleet.image')
  const entries = makeEntries(20)
  await writeImage(path, entries)
  const bytes = await readFile(path)
  const rewritten = async (change: (bytes: Buffer) => Buffer) => {
    const other = join(folder.path, 'other.image')
    await writeFile(other, change(Buffer.from(bytes)))
    return openImage(other)
  }
  const flip = (at: number) => (copy: Buffer) => {
    copy[at] = (copy[at] ?? 0) ^ 1
    return copy
  }

  expect(await openImage(join(folder.path, 'none.image'))).toBeUndefined()
  for (const at of [0, 9, 13, 40]) expect(await rewritten(flip(at))).toBeUndefined()
  expect(await rewritten((copy) => copy.subarray(0, 100))).toBeUndefined()
  expect(bytes.includes(engineVersion)).toBe(true)
  const { arena } = openEngine()
  for (const change of [flip(bytes.length - 2000), (copy: Buffer) => copy.subarray(0, copy.length - 64)]) {
    await using damaged = await rewritten(change)
    const loading = damaged?.load(
      arena,
      entries.map(({ sha256 }) => sha256),
    )
    await expect(loading).rejects.toThrow('damaged')
    expect(arena.usedBytes).toBe(0)
  }
})
