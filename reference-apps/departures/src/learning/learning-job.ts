import type { ArtifactStore } from '@headway/artifacts/store'
import type { GraphqlClient } from '@headway/client/graphql-client'
import type { OipClient } from '@headway/client/oip-client'
import type { Bus } from '@headway/kit/bus'
import type { Logger } from '@headway/kit/log'
import type { Tables } from '@headway/tables/tables'
import type { LiveState } from '../live/live-state.ts'
import type { Recorder } from '../live/recorder.ts'
import type { DeparturesSettings } from '../live/settings.ts'
import type { Phase } from '../live/status.ts'
import type { ArchiveContext } from './archive-context.ts'
import type { HeadwayNames } from './declare.ts'
import type { LearningState } from './learning-state.ts'
import type { ScoresFile } from './scores-file.ts'

/** What learning works with and what it knows. */
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
  /** How many new days of the archive are read. */
  reading: { done: number; total: number } | null
  champion: string | null
  /** When the archive last had something new (ms of the process). */
  newDaysAtMs: number
  /** Whether this process has declared everything to Headway. */
  declared: boolean
  /** Why nothing can be trained; null where it can. */
  untrainable: string | null
  triggersSaid: string | null
  log: Logger
  signal: AbortSignal
}
