import { join } from 'node:path'
import type { ArtifactStore } from '@headway/artifacts/store'
import type { GraphqlClient } from '@headway/client/graphql-client'
import type { OipClient } from '@headway/client/oip-client'
import type { Bus } from '@headway/kit/bus'
import type { Logger } from '@headway/kit/log'
import type { Tables } from '@headway/tables/tables'
import { learnDay } from '../history/learn-day.ts'
import type { LiveState } from '../live/live-state.ts'
import type { Recorder } from '../live/recorder.ts'
import type { DeparturesSettings } from '../live/settings.ts'
import type { Phase } from '../live/status.ts'
import { addDays } from '../live/zone-clock.ts'
import type { ArchiveContext } from './archive-context.ts'
import { predictEndedDay } from './catch-up.ts'
import { configureMonitor, declareDataset, declareModel, type HeadwayNames, setTriggers } from './declare.ts'
import { findEndedDays } from './find-ended-days.ts'
import { findChampion, findRun, historyOfRun, startFirstRun } from './first-run.ts'
import { saveSnapshot } from './history-snapshot.ts'
import { type LearningState, saveLearningState } from './learning-state.ts'
import { openEndedDay } from './open-day.ts'
import type { CanonicalDay } from './read-archive-days.ts'
import { registerVersion, versionKey } from './register-version.ts'
import type { ScoresFile } from './scores-file.ts'
import { fewestDays } from './training-plan.ts'

export type LearningJob = {
  state: LiveState
  memory: LearningState
  settings: DeparturesSettings
  names: HeadwayNames
  recorder: Recorder
  artifacts: ArtifactStore
  tables: Tables
  bus: Bus
  operator: GraphqlClient
  inference: OipClient
  scores: ScoresFile
  archiveContext: ArchiveContext
  /** Reads the newest weather into the state; nothing where there is none. */
  readWeather: () => Promise<void>
  folder: string
  scratch: string
  snapshots: string
  phase: Phase
  champion: string | null
  /** When the archive last had something new (ms of the process). */
  newDaysAtMs: number
  /** Whether this process has declared everything to Headway. */
  declared: boolean
  triggersSaid: string | null
  log: Logger
  signal: AbortSignal
}

const quietMs = 4000
const saveEveryMs = 15_000

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
  })
  if (found) {
    job.newDaysAtMs = performance.now()
    await saveLearningState(folder, memory)
  }
  // An archive that is still being written is waited for: a first fleet is to learn from all of it.
  const isGrowing = performance.now() - job.newDaysAtMs < quietMs
  if (isGrowing && job.champion === null && memory.firstRun === null) return
  if (memory.days.length < fewestDays && job.champion === null) {
    job.phase = 'waiting for an archive'
    await learnNewDays(job, memory.days, { predict: false })
    return
  }
  if (job.champion === null && job.phase === 'waiting for an archive') job.phase = 'learning'
  await declareOnce(job)
  job.champion = await findChampion(job.operator, job.names.model)
  if (job.champion === null) {
    await trainFirst(job)
    return
  }
  await takeHistoryOfRun(job)
  job.phase = 'live'
  await learnNewDays(job, memory.days, { predict: job.settings.HEADWAY_CATCH_UP === 'predict' })
  await registerDays(job)
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
  await declareDataset(job.operator, job.names.dataset)
  await declareModel(job.operator, job.names)
  await declareTriggers(job)
  await configureMonitor(job.operator, job.names)
  job.declared = true
}

/** What a run is to read beside the visits is part of the triggers, which are told again when it changes. */
async function declareTriggers(job: LearningJob): Promise<void> {
  const files = await job.archiveContext.files()
  const said = JSON.stringify(files)
  if (job.triggersSaid === said) return
  await setTriggers(job.operator, job.names, files)
  job.triggersSaid = said
}

/** Registers the days as a dataset version unless the last one is of the same days. */
async function registerDays(job: LearningJob): Promise<void> {
  const { memory, folder } = job
  await declareTriggers(job)
  const key = versionKey(memory.days)
  if (memory.registered?.key === key) return
  const version = await registerVersion(job.operator, job.names.dataset, memory.days)
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
    const id = await startFirstRun(operator, job.names.model, { id: version, files }, { days, context })
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
    if (memory.firstRun.key !== versionKey(memory.days)) memory.firstRun = null
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
  const learned = await historyOfRun(operator, artifacts, firstRun.id, firstRun.through)
  if (!learned) return
  await saveSnapshot(job.snapshots, learned)
  state.learned = learned
  state.learnedRevision++
}

/** Takes ended days after the last one learned, in the order of time. */
async function learnNewDays(
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
        endpoint: job.names.model,
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
