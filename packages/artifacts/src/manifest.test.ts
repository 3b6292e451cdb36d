import { expect, test } from 'vitest'
import { digestOf } from './digest.ts'
import { type ManifestDraft, parseManifest, serializeManifest } from './manifest.ts'

const sha256 = digestOf('model')

function draft(count: number): ManifestDraft {
  return {
    format: 'headway.manifest/1',
    model: 'departures',
    parent: 'departures/6',
    partitions: Array.from({ length: count }, (_, index) => ({
      key: ['R1', '0', `S${index}`],
      pack: sha256,
      offset: 512 * (index + 1),
      length: 400,
      sha256,
      metrics: { mae: 31.2, n: 812 },
      verdict: 'BETTER',
      trainedRows: 4102,
    })),
    removed: [['R1', '0', 'gone']],
  }
}

test('a manifest reads back as it was written, in the order of its keys', () => {
  const written = draft(3)

  const bytes = serializeManifest({ ...written, partitions: written.partitions.toReversed() })

  const read = parseManifest(bytes)
  expect(read.partitions.map(({ key }) => key[2])).toEqual(['S0', 'S1', 'S2'])
  expect(read.partitions[0]).toMatchObject({ verdict: 'BETTER', reason: null, trainedRows: 4102 })
  expect(serializeManifest(written)).toEqual(bytes)
})

test('a wrong field is named with its partition, value and what was expected', () => {
  const wrong = draft(2) as { partitions: { sha256: string }[] }
  for (const entry of wrong.partitions.slice(1)) entry.sha256 = 'abc'

  expect(() => parseManifest(wrong)).toThrow(
    expect.objectContaining({
      code: 'INVALID_ARGUMENT',
      field: 'partitions[1].sha256',
      value: 'abc',
      expected: 'expected 64 lower-case hexadecimal characters',
      details: { partition: 'R1/0/S1' },
    }),
  )
})

test('a partition is named at most once, listed or removed', () => {
  const twice = draft(2)
  for (const entry of twice.partitions) entry.key = ['R1', '0', 'S0']
  const removedToo = { ...draft(2), removed: [['R1', '0', 'S1']] }

  expect(() => parseManifest(twice)).toThrow(
    expect.objectContaining({ code: 'INVALID_ARGUMENT', field: 'partitions[1].key', value: 'R1/0/S0' }),
  )
  expect(() => parseManifest(removedToo)).toThrow(
    expect.objectContaining({ field: 'removed[0]', value: 'R1/0/S1' }),
  )
})

test('what is not JSON or not a manifest is refused', () => {
  expect(() => parseManifest('not json')).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
  expect(() => parseManifest({ format: 'other/1' })).toThrow(expect.objectContaining({ field: 'format' }))
  expect(() => parseManifest('null')).toThrow(expect.objectContaining({ field: 'manifest' }))
})

test('a fleet of 18,000 partitions is written and read back whole', () => {
  const bytes = serializeManifest(draft(18_000))

  expect(parseManifest(bytes).partitions).toHaveLength(18_000)
})
