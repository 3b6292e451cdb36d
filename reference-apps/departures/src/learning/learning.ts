import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ArtifactStore, openArtifactStore } from '@headway/artifacts/store'
import { createGraphqlClient } from '@headway/client/graphql-client'
import { createOipClient } from '@headway/client/oip-client'
import type { Bus } from '@headway/kit/bus'
import type { Logger } from '@headway/kit/log'
import { openTables, type Tables } from '@headway/tables/tables'
import { at } from '../features/feature-list.ts'
import { type LiveState, setContext } from '../live/live-state.ts'
import { modelColumns } from '../live/model-columns.ts'
import { messageOf } from '../live/problems.ts'
import type { Recorder } from '../live/recorder.ts'
import { type DeparturesSettings, departuresNames } from '../live/settings.ts'
import type { LearningStatus } from '../live/status.ts'
import { archiveContext } from './archive-context.ts'
import { loadSnapshot } from './history-snapshot.ts'
import { learnStep } from './learn-step.ts'
import type { LearningJob } from './learning-job.ts'
import { loadLearningState } from './learning-state.ts'
import { liveWeather } from './read-live-weather.ts'
import type { DayScores } from './score-day.ts'
import { openScores } from './scores-file.ts'

const everyMs = 1000

export type Learning = AsyncDisposable & {
  status: () => LearningStatus
  scores: () => { days: DayScores[] }
}

/** Learns in the background, one step after the other, until disposed; what goes wrong is tried again. */
export async function openLearning({
  state,
  settings,
  recorder,
  bus,
  log,
  signal: outer,
}: {
  state: LiveState
  settings: DeparturesSettings
  recorder: Recorder
  bus: Bus
  log: Logger
  signal: AbortSignal
}): Promise<Learning> {
  const folder = settings.HEADWAY_DEPARTURES_FOLDER
  await using stack = new AsyncDisposableStack()
  const artifacts: ArtifactStore = stack.use(await openArtifactStore(settings.HEADWAY_ARTIFACTS))
  const scratch = join(folder, 'scratch')
  const tempDir = join(folder, 'tables')
  // What a killed process left behind.
  for (const left of [scratch, tempDir]) await rm(left, { recursive: true, force: true })
  const tables = stack.use(await openTables({ memoryLimit: '800MB', threads: 1, tempDir }))
  const token = settings.HEADWAY_TOKEN
  const stopping = new AbortController()
  const signal = AbortSignal.any([outer, stopping.signal])
  const scores = await openScores(folder)
  const snapshots = join(folder, 'history')
  const snapshot = await loadSnapshot(snapshots).catch((error) => {
    log.warn({ err: error }, 'the history kept cannot be read; it is learned anew')
    return undefined
  })
  if (snapshot) {
    state.learned = snapshot
    state.learnedRevision++
  }
  const memory = await loadLearningState(folder)
  if (memory.features?.every((name) => name in at)) state.columns = modelColumns(memory.features)
  const job: LearningJob = {
    state,
    memory,
    settings,
    names: departuresNames(settings.HEADWAY_DEPARTURES_NAME),
    recorder,
    artifacts,
    tables,
    bus,
    operator: createGraphqlClient({ url: settings.HEADWAY_GRAPHQL_URL, token, timeoutMs: 120_000 }),
    inference: createOipClient({ url: settings.HEADWAY_OIP_URL, token, timeoutMs: 60_000 }),
    scores,
    archiveContext: archiveContext({
      tables,
      artifacts,
      folder: settings.HEADWAY_TIDES ?? join(folder, 'recorded'),
      scratch: join(scratch, 'context'),
      clock: () => state.inForce?.clock,
    }),
    readWeather: weatherReader(state, settings, tables, scratch),
    folder,
    scratch,
    snapshots,
    phase: 'waiting for an archive',
    reading: null,
    champion: null,
    newDaysAtMs: performance.now(),
    declared: false,
    untrainable: null,
    triggersSaid: null,
    log,
    signal,
  }
  const running = runSteps(job)
  stack.defer(async () => {
    stopping.abort()
    await running
  })
  const opened = stack.move()
  return {
    status: () => ({
      phase: job.phase,
      champion: job.champion,
      caughtUpThrough: state.learned.history.through,
      daysKnown: memory.days.length,
      reading: job.reading,
    }),
    scores: () => ({ days: scores.days }),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

/** Weather is read again after so long (ms): it is told by the hour. */
const weatherEveryMs = 60_000

function weatherReader(
  state: LiveState,
  { HEADWAY_WEATHER: source }: DeparturesSettings,
  tables: Tables,
  scratch: string,
): () => Promise<void> {
  if (source === undefined) return async () => {}
  const read = liveWeather(source, { tables, scratch, problems: state.problems })
  let readAtMs = Number.NEGATIVE_INFINITY
  return async () => {
    if (!state.inForce || performance.now() - readAtMs < weatherEveryMs) return
    readAtMs = performance.now()
    const weather = await read(state.inForce.clock)
    if (weather) setContext(state, { ...state.context, weather })
  }
}

async function runSteps(job: LearningJob): Promise<void> {
  const { signal, state, log } = job
  while (!signal.aborted) {
    let waitMs = everyMs
    try {
      await learnStep(job)
      state.problems.clear('learning')
    } catch (error) {
      if (signal.aborted) return
      log.warn({ err: error }, 'a step of learning failed')
      state.problems.set('learning', messageOf(error))
      waitMs = 3000
    }
    await sleep(waitMs, undefined, { signal }).catch(() => undefined)
  }
}
