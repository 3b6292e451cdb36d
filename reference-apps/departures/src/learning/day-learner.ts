import { join } from 'node:path'
import { openArtifactStore } from '@headway/artifacts/store'
import { createOipClient } from '@headway/client/oip-client'
import { openTables } from '@headway/tables/tables'
import { readContext } from '../features/context.ts'
import { createNames } from '../features/service-day.ts'
import { createHistory } from '../history/history.ts'
import { type HistoryFiles, loadHistory } from '../history/history-file.ts'
import { learnDay } from '../history/learn-day.ts'
import type { Learned } from '../live/live-state.ts'
import type { ModelColumns } from '../live/model-columns.ts'
import type { ContextFiles } from './archive-context.ts'
import { predictEndedDay } from './catch-up.ts'
import { loadSnapshot, saveSnapshot } from './history-snapshot.ts'
import { openEndedDay } from './open-day.ts'
import type { DayScores } from './score-day.ts'

/** What learning days needs; plain data, as it goes to another thread. */
export type LearnerSetup = {
  snapshots: string
  scratch: string
  artifacts: string
  serving: { url: string; token: string; endpoint: string; columns: ModelColumns }
  context: ContextFiles
}

/** An ended day: the digest of its canonical visits, and the archive it is from, which may say when reports were heard. */
export type DayOrder = {
  date: string
  digest: string
  archive: string | undefined
  /** Whether it is predicted as it would have been live before it is learned. */
  predict: boolean
}

/** The scores of a day and the digest of what came true; null for a day that was not predicted. */
export type PredictedDay = { scores: DayScores; outcomes: string } | null

export type DayLearner = AsyncDisposable & {
  /** Takes a day, after all days before it. */
  learn: (order: DayOrder) => Promise<PredictedDay>
  /** Takes over a history that was learned elsewhere. */
  take: (files: HistoryFiles) => Promise<void>
  /** Writes down what was learned; what it is. */
  keep: () => Promise<Learned>
}

/** Goes on from the snapshot that was kept last. */
export async function openDayLearner(setup: LearnerSetup): Promise<DayLearner> {
  await using stack = new AsyncDisposableStack()
  const artifacts = stack.use(await openArtifactStore(setup.artifacts))
  const tables = stack.use(
    await openTables({ memoryLimit: '500MB', threads: 1, tempDir: join(setup.scratch, 'learner') }),
  )
  const { url, token, endpoint, columns } = setup.serving
  const inference = createOipClient({ url, token, timeoutMs: 60_000 })
  const pathsOf = (digests: readonly string[]) => Promise.all(digests.map((digest) => artifacts.path(digest)))
  const context = await readContext(tables, {
    weather: await pathsOf(setup.context.weather),
    alerts: await pathsOf(setup.context.alerts),
  })
  let learned = (await loadSnapshot(setup.snapshots).catch(() => undefined)) ?? {
    history: createHistory(),
    names: createNames(),
  }
  const opened = stack.move()
  return {
    async learn({ date, digest, archive, predict }) {
      const source = archive === undefined ? undefined : { folder: archive, date }
      const ended = await openEndedDay(tables, await artifacts.path(digest), learned, source)
      const serving = { inference, endpoint, columns }
      const job = { tables, artifacts, folder: setup.scratch, context, serving }
      const predicted = ended && predict ? await predictEndedDay(job, ended, learned) : null
      if (ended) learnDay(learned.history, ended.day)
      learned.history.through = date
      return predicted
    },
    async take(files) {
      learned = await loadHistory(files)
    },
    async keep() {
      await saveSnapshot(setup.snapshots, learned)
      return learned
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
