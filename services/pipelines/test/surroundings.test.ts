import { openDatabase } from '@headway/kit/database'
import { testDatabase } from '@headway/testkit/test-database'
import { expect, test } from 'vitest'
import type { Database } from '../src/store/database.ts'
import { readSurroundings, saveAliasMove, saveRolloutReport } from '../src/store/surroundings.ts'

test('a challenger that moves often hides neither the champion nor what answers', async () => {
  await using database = await testDatabase('pipelines')
  await using opened = openDatabase<Database>(database)
  const at = new Date('2026-03-03T08:00:00Z')
  const note = (alias: string, variant: string, revision: number) =>
    opened.db.transaction().execute(async (tx) => {
      const versionId = `buses/${revision}`
      await saveAliasMove(tx, {
        model: 'buses',
        alias,
        revision,
        versionId,
        manifestDigest: 'm',
        runId: null,
        movedAt: at,
      })
      await saveRolloutReport(
        tx,
        'live',
        {
          variant,
          versionId,
          revision,
          state: 'completed',
          manifestDigest: 'm',
          partitionCount: 1,
          code: null,
          reason: null,
        },
        at,
      )
    })
  await note('champion', 'PRIMARY', 1)
  for (let revision = 1; revision <= 250; revision++) await note('challenger', 'CHALLENGER', revision)

  const world = await readSurroundings(opened.db, { model: 'buses', endpoint: 'live' })

  expect(world.moves.filter(({ alias }) => alias === 'champion')).toHaveLength(1)
  expect(world.moves.at(-1)).toMatchObject({ alias: 'challenger', revision: 250 })
  expect(world.reports.filter(({ variant }) => variant === 'PRIMARY')).toHaveLength(1)
  expect(world.reports.at(-1)).toMatchObject({ variant: 'CHALLENGER', revision: 250 })
})
