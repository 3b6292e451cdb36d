import { appendFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testFolder } from '@headway/testkit/test-folder'
import { expect, test } from 'vitest'
import { openAwaited } from './awaited.ts'

const run = '2026-03-02/T1'
const awaiting = (madeAtS: number) => ({
  subject: `${run}/1/${madeAtS}`,
  madeAtS,
  said: { deployed: madeAtS + 60 },
})

test('what was awaited when a process was killed is awaited by the next, and what was told is not', async () => {
  await using folder = await testFolder('awaited')
  const path = join(folder.path, 'awaited.jsonl')
  const killed = await openAwaited(path)
  for (const place of [1, 2, 3]) killed.add(run, place, awaiting(100 + place))
  killed.add(run, 1, awaiting(101))
  await killed.save()
  killed.told(killed.take(run, 1).map(({ subject }) => subject))
  killed.take(run, 2)
  await killed.save()
  await appendFile(path, '["2026-03-02/T9/1')

  const next = await openAwaited(path)

  expect(next.take(run, 1)).toEqual([])
  expect(next.take(run, 2)).toEqual([awaiting(102)])
  expect(next.has(run, 3)).toBe(true)
  next.forget((key) => key === run)
  expect(next.has(run, 3)).toBe(false)
})

test('a long file is written anew without what is over, but not while an outcome waits to be told', async () => {
  await using folder = await testFolder('awaited-long')
  const path = join(folder.path, 'awaited.jsonl')
  const awaited = await openAwaited(path)
  for (let madeAtS = 0; madeAtS < 12_000; madeAtS++) awaited.add(run, madeAtS % 100, awaiting(madeAtS))
  awaited.add(run, 100, awaiting(-1))
  const places = Array.from({ length: 100 }, (_, place) => place)
  const taken = places.flatMap((place) => awaited.take(run, place).map(({ subject }) => subject))
  awaited.told(taken.slice(1))
  await awaited.save()
  const before = (await readFile(path, 'utf8')).length

  awaited.told(taken.slice(0, 1))
  await awaited.save()

  const text = await readFile(path, 'utf8')
  expect(before).toBeGreaterThan(500_000)
  expect(text.trim().split('\n')).toHaveLength(1)
  expect(text).toContain(awaiting(-1).subject)
})
