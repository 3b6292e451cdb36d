import { join } from 'node:path'
import type { LiveState } from '../live/live-state.ts'
import { modelColumns } from '../live/model-columns.ts'
import { addDays } from '../live/zone-clock.ts'
import { configureMonitor, declareDataset, deleteTriggers, setTriggers } from './declare.ts'
import { declareModel } from './declare-model.ts'
import { findEndedDays } from './find-ended-days.ts'
import { findModel, findRun, historyOfRun, preparedByRun, startFirstRun } from './first-run.ts'
import { keepLearned, learnNewDays, openLearnerOf } from './learn-days.ts'
import type { LearningJob } from './learning-job.ts'
import { saveLearningState } from './learning-state.ts'
import { registerVersion, versionKey } from './register-version.ts'
import { fewestDays } from './training-plan.ts'

/** Nothing new for so long (ms), and an archive is taken as whole. */
const quietMs = 4000

/** One look at the archive and at Headway, and whatever follows from it. Every part may be cut off and is done again. */
export async function learnStep(job: LearningJob): Promise<void> {
  const { memory, state, folder } = job
  await job.readWeather()
  const found = await findEndedDays(memory, {
    tables: job.tables,
    artifacts: job.artifacts,
    archive: job.settings.HEADWAY_TIDES,
    recorded: join(folder, 'recorded'),
    scratch: job.scratch,
    before: firstDayNotOver(state),
    signal: job.signal,
    async keepState(done, total) {
      job.reading = done < total ? { done, total } : null
      await saveLearningState(folder, memory)
    },
  })
  if (found) {
    job.newDaysAtMs = performance.now()
    job.log.info({ days: memory.days.length, through: memory.days.at(-1)?.date }, 'ended days are read')
    await saveLearningState(folder, memory)
  }
  if (memory.days.length > 0) await declareOnce(job)
  // An archive that is still being written is waited for: a first fleet is to learn from all of it.
  const isGrowing = performance.now() - job.newDaysAtMs < quietMs
  if (isGrowing && job.champion === null && memory.firstRun === null) return
  if (memory.days.length < fewestDays && job.champion === null) {
    job.phase = 'waiting for an archive'
    await learnNewDays(job, memory.days, { predict: false })
    return
  }
  if (job.champion === null && job.phase === 'waiting for an archive') job.phase = 'learning'
  await findServed(job)
  if (job.champion === null) {
    if (job.untrainable !== null) job.phase = 'waiting for a model'
    else await trainFirst(job)
    return
  }
  await takeHistoryOfRun(job)
  job.phase = 'live'
  // Before its outcomes are told: whatever is found in a day, a run can train on that day.
  await registerDays(job)
  await learnNewDays(job, memory.days, { predict: job.settings.HEADWAY_CATCH_UP === 'predict' })
}

/** Days before it are over; by the feeds' time, as far as that is known. */
function firstDayNotOver({ inForce, nowS }: LiveState): string {
  if (!inForce || nowS === 0) return addDays(new Date().toISOString().slice(0, 10), -1)
  const today = inForce.clock.date(nowS)
  // Trips past midnight belong to yesterday.
  const hour = ((nowS + inForce.clock.offsetS(nowS)) % 86_400) / 3600
  return hour < 4 ? addDays(today, -1) : today
}

async function declareOnce(job: LearningJob): Promise<void> {
  if (job.declared) return
  const { operator, names, state } = job
  await declareDataset(operator, names.dataset)
  job.untrainable = await declareModel(operator, names.model)
  if (job.untrainable === null) {
    state.problems.clear('training')
    await declareTriggers(job)
    await configureMonitor(operator, names)
  } else {
    state.problems.set('training', job.untrainable)
    // What they started would train models that the endpoint cannot ask.
    await deleteTriggers(operator, names)
  }
  job.declared = true
}

/** Looks which version answers, and asks it from now on for what it takes. */
async function findServed(job: LearningJob): Promise<void> {
  const model = await findModel(job.operator, job.names.model)
  job.champion = model?.champion ?? null
  if (!model) return
  job.state.columns = modelColumns(model.features)
  if (job.memory.features?.join() === model.features.join()) return
  job.memory.features = model.features
  await saveLearningState(job.folder, job.memory)
}

/** What a run is to read beside the visits is part of the triggers, which are told again when it changes. */
async function declareTriggers(job: LearningJob): Promise<void> {
  const { memory, operator } = job
  if (memory.prepared === null && memory.firstRun !== null)
    memory.prepared = await preparedByRun(operator, memory.firstRun.id)
  const given = { ...(await job.archiveContext.files()), earlier: memory.prepared ? [memory.prepared] : [] }
  const said = JSON.stringify(given)
  if (job.triggersSaid === said) return
  await setTriggers(operator, job.names, given)
  job.triggersSaid = said
}

/** Registers the days as a dataset version unless the last one is of the same days. */
async function registerDays(job: LearningJob): Promise<void> {
  const { memory, folder } = job
  if (job.untrainable === null) await declareTriggers(job)
  const key = versionKey(memory.days)
  if (memory.registered?.key === key) return
  const version = await registerVersion(job.operator, job.names.dataset, memory.days)
  job.log.info({ version: version.id, days: memory.days.length }, 'a dataset version is registered')
  memory.registered = { key, version: version.id, files: version.files, through: memory.days.at(-1)!.date }
  await saveLearningState(folder, memory)
}

/** Starts the first run and follows it; it never approves what comes of it. */
async function trainFirst(job: LearningJob): Promise<void> {
  const { memory, operator, state } = job
  if (memory.firstRun === null) {
    await registerDays(job)
    const { key, version, files, through } = memory.registered!
    const days = memory.days.length
    const context = await job.archiveContext.files()
    const rows = job.settings.HEADWAY_ROWS_PER_PARTITION
    const id = await startFirstRun(operator, job.names.model, { id: version, files }, { days, context, rows })
    job.log.info({ run: id, days }, 'the first run is started')
    memory.firstRun = { id, key, through }
    await saveLearningState(job.folder, memory)
  }
  const run = await findRun(operator, memory.firstRun.id)
  job.phase = run?.state === 'RUNNING' ? 'learning' : 'waiting for a model'
  if (run === undefined || run.state === 'FAILED' || run.state === 'CANCELLED' || run.state === 'REJECTED') {
    const why = run?.failure ? `: ${run.failure.step ?? 'run'}: ${run.failure.reason}` : ''
    state.problems.set(
      'first run',
      `run ${memory.firstRun.id} ${run?.state.toLowerCase() ?? 'is not known'}${why}`,
    )
    // Other days are another try.
    if (memory.firstRun.key !== versionKey(memory.days)) {
      memory.firstRun = null
      memory.prepared = null
    }
    return
  }
  state.problems.clear('first run')
  await takeHistoryOfRun(job)
}

/** What the run learned on its way through the days is what all days teach. */
async function takeHistoryOfRun(job: LearningJob): Promise<void> {
  const { operator, artifacts, state } = job
  const { firstRun } = job.memory
  const { through } = state.learned.history
  if (firstRun === null || (through !== null && through >= firstRun.through)) return
  const files = await historyOfRun(operator, artifacts, firstRun.id, firstRun.through)
  if (!files) return
  await using learner = await openLearnerOf(job)
  await learner.take(files)
  await keepLearned(job, learner)
}
