import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeWhole } from '../live/write-file.ts'
import type { ArchiveFile } from './archive-files.ts'
import type { CanonicalDay } from './read-archive-days.ts'

/** What learning remembers across restarts; written whole after every step, so that any step may be the last. */
export type LearningState = {
  archive: ArchiveFile[]
  days: CanonicalDay[]
  /** Digest of the days of the last dataset version, and what it is called. */
  registered: { key: string; version: string; files: string[]; through: string } | null
  /** The run that trains a first fleet, and of which days. */
  firstRun: { id: string; key: string; through: string } | null
  /** The digest of what the first run prepared of all partitions, for the runs after it. */
  prepared: string | null
  /** The features that the model takes, as it was declared. */
  features: readonly string[] | null
}

const empty: LearningState = {
  archive: [],
  days: [],
  registered: null,
  firstRun: null,
  prepared: null,
  features: null,
}

export async function loadLearningState(folder: string): Promise<LearningState> {
  const text = await readFile(join(folder, 'learning.json'), 'utf8').catch(() => undefined)
  return text === undefined ? structuredClone(empty) : { ...empty, ...(JSON.parse(text) as LearningState) }
}

export function saveLearningState(folder: string, state: LearningState): Promise<void> {
  return writeWhole(join(folder, 'learning.json'), JSON.stringify(state))
}
