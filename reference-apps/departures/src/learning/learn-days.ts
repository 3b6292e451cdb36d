import type { DayLearner, LearnerSetup } from './day-learner.ts'
import { tellOutcomes } from './day-outcomes.ts'
import { openLearner } from './learner.ts'
import type { LearningJob } from './learning-job.ts'
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
  if (ahead.length === 0) return
  await using learner = await openLearnerOf(job)
  let savedAtMs = performance.now()
  for (const [index, day] of ahead.entries()) {
    signal.throwIfAborted()
    // Without anything learned before, a prediction would not be what it would have been.
    await learnOneDay(job, learner, day, predict && after !== null)
    // What a killed process had not kept is learned again from the days; their scores say that they were predicted.
    if (index < ahead.length - 1 && performance.now() - savedAtMs < saveEveryMs) continue
    await keepLearned(job, learner)
    savedAtMs = performance.now()
  }
}

/** A thread that goes on from what the process has learned. */
export async function openLearnerOf(job: LearningJob): Promise<DayLearner> {
  const { settings, names, state, snapshots, scratch, signal } = job
  const setup: LearnerSetup = {
    snapshots,
    scratch,
    artifacts: settings.HEADWAY_ARTIFACTS,
    serving: {
      url: settings.HEADWAY_OIP_URL,
      token: settings.HEADWAY_TOKEN,
      endpoint: names.model,
      columns: state.columns,
    },
    context: await job.archiveContext.files(),
  }
  return openLearner(setup, signal)
}

/** Lets predictions from now on know what was learned. */
export async function keepLearned({ state }: LearningJob, learner: DayLearner): Promise<void> {
  state.learned = await learner.keep()
  state.learnedRevision++
}

async function learnOneDay(
  job: LearningJob,
  learner: DayLearner,
  canonical: CanonicalDay,
  predict: boolean,
): Promise<void> {
  const { date, digest, rows } = canonical
  const startedAt = performance.now()
  const isPredicted = job.scores.days.some((day) => day.date === date)
  const predicted = await learner.learn({
    date,
    digest,
    archive: canonical.from === 'archive' ? job.settings.HEADWAY_TIDES : undefined,
    predict: predict && !isPredicted && !(await wasLived(job, canonical)),
  })
  if (predicted) {
    await tellOutcomes(job.bus, job.names.model, predicted.outcomes)
    await job.scores.keep(predicted.scores)
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  job.log.info({ date, visits: rows, seconds, predict }, 'a day is learned')
}

/** Whether most of the day was predicted while it went on. */
async function wasLived({ recorder }: LearningJob, { date, rows }: CanonicalDay): Promise<boolean> {
  return (await recorder.recorded(date)).length > rows / 2
}
