import { learnDay } from '../history/learn-day.ts'
import { predictEndedDay } from './catch-up.ts'
import { saveSnapshot } from './history-snapshot.ts'
import type { LearningJob } from './learning-job.ts'
import { openEndedDay } from './open-day.ts'
import type { CanonicalDay } from './read-archive-days.ts'

/** How much of learning (ms) may be done again after a process was killed. */
const saveEveryMs = 15_000

/** Takes ended days after the last one learned, in the order of time. */
export async function learnNewDays(
  job: LearningJob,
  days: readonly CanonicalDay[],
  { predict }: { predict: boolean },
): Promise<void> {
  const { state, signal } = job
  const after = state.learned.history.through
  const ahead = days.filter(({ date }) => after === null || date > after)
  let savedAtMs = performance.now()
  for (const [index, day] of ahead.entries()) {
    signal.throwIfAborted()
    // Without anything learned before, a prediction would not be what it would have been.
    await learnOneDay(job, day, predict && after !== null)
    // What a killed process had not kept is learned again from the days; their scores say that they were predicted.
    if (index < ahead.length - 1 && performance.now() - savedAtMs < saveEveryMs) continue
    await saveSnapshot(job.snapshots, state.learned)
    savedAtMs = performance.now()
  }
}

async function learnOneDay(job: LearningJob, canonical: CanonicalDay, predict: boolean): Promise<void> {
  const { state, tables, artifacts } = job
  const { learned } = state
  const startedAt = performance.now()
  const archive =
    canonical.from === 'archive' && job.settings.HEADWAY_TIDES !== undefined
      ? { folder: job.settings.HEADWAY_TIDES, date: canonical.date }
      : undefined
  const ended = await openEndedDay(tables, await artifacts.path(canonical.digest), learned, archive)
  const isPredicted = job.scores.days.some(({ date }) => date === canonical.date)
  if (ended && predict && !isPredicted && !(await wasLived(job, canonical))) {
    const scores = await predictEndedDay(
      {
        ...job,
        serving: { inference: job.inference, endpoint: job.names.model, columns: state.columns },
        folder: job.scratch,
        context: await job.archiveContext.context(),
      },
      ended,
      learned,
    )
    await job.scores.keep(scores)
  }
  if (ended) learnDay(learned.history, ended.day)
  learned.history.through = canonical.date
  state.learnedRevision++
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  job.log.info({ date: canonical.date, visits: canonical.rows, seconds, predict }, 'a day is learned')
}

/** Whether most of the day was predicted while it went on. */
async function wasLived({ recorder }: LearningJob, { date, rows }: CanonicalDay): Promise<boolean> {
  return (await recorder.recorded(date)).length > rows / 2
}
