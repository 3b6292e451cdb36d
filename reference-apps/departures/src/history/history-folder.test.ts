import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { codeOf, createDictionary } from '../features/dictionary.ts'
import { createHistory } from './history.ts'
import { keepHistory, openHistory } from './history-folder.ts'
import { findPair, rememberGain } from './pair-history.ts'
import { findVisit, rememberVisit } from './visit-history.ts'

test('a history is kept with the day it reaches, and only the latest one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'history-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const empty = await openHistory(folder)
  const names = { ...empty.names, partitions: createDictionary() }
  for (const name of ['R\t0\tA', 'R\t0\tB']) codeOf(names.partitions, name)
  const history = createHistory()
  rememberVisit(history.visits, 1, 36_000, 20_514, 45)
  rememberGain(history.pairs, 0, 1, 3, 20)
  rememberGain(history.travels, 0, 1, 3, 90)

  await keepHistory(folder, { ...history, through: '2026-03-02' }, names)
  await keepHistory(folder, { ...history, through: '2026-03-03' }, names)

  const kept = await openHistory(folder)
  expect(empty.history.through).toBeNull()
  expect(kept.history.through).toBe('2026-03-03')
  expect(kept.names.partitions.names).toEqual(['R\t0\tA', 'R\t0\tB'])
  expect(findVisit(kept.history.visits, 1, 36_000)).toBe(0)
  expect(kept.history.pairs.all.median[findPair(kept.history.pairs, 0, 1)]).toBe(20)
  expect(kept.history.travels.all.median[findPair(kept.history.travels, 0, 1)]).toBe(90)
  expect((await readdir(folder)).sort()).toEqual(['history.json', 'through-2026-03-03'])
})
