import { join } from 'node:path'
import type { ArtifactStore } from '@headway/artifacts/store'
import type { Tables } from '@headway/tables/tables'
import { type ArchiveFile, archiveFiles } from './archive-files.ts'
import type { LearningState } from './learning-state.ts'
import { type CanonicalDay, readArchiveDays } from './read-archive-days.ts'

/**
 * Takes days that ended before `before` and are not known yet into the state: those of the archive, else those that were
 * recorded. A day of the archive whose file changed is read again. Answers whether there is anything new.
 */
export async function findEndedDays(
  state: LearningState,
  {
    tables,
    artifacts,
    archive,
    recorded,
    scratch,
    before,
    keepState = async () => {},
    signal,
  }: {
    tables: Tables
    artifacts: ArtifactStore
    archive: string | undefined
    recorded: string
    scratch: string
    before: string
    /** Called after every read, so that one that is cut off goes on where it was. */
    keepState?: (done: number, total: number) => Promise<void>
    signal?: AbortSignal
  },
): Promise<boolean> {
  const known = new Map(state.days.map((day) => [day.date, day]))
  let isNew = false
  if (archive !== undefined) {
    const files = await archiveFiles(tables, archive, state.archive)
    const changed = new Set(filesChanged(state.archive, files).flatMap(({ dates }) => dates))
    const dates = datesOf(files).filter((date) => date < before && (changed.has(date) || !known.has(date)))
    const pending = new Set(dates)
    const noteRead = () => {
      // A file whose last day has not ended is looked at again.
      state.archive = files.filter((file) => file.dates.every((date) => date < before && !pending.has(date)))
      state.days = sortedDays(known)
    }
    if (dates.length > 0) await keepState(0, dates.length)
    for (const together of readTogether(dates, files)) {
      signal?.throwIfAborted()
      const days = await readArchiveDays(tables, artifacts, archive, files, together, {
        scratch,
        from: 'archive',
      })
      isNew = keep(known, days) || isNew
      for (const date of together) pending.delete(date)
      noteRead()
      await keepState(dates.length - pending.size, dates.length)
    }
    noteRead()
  }
  const files = await archiveFiles(tables, recorded, [])
  const dates = datesOf(files).filter((date) => date < before && !known.has(date))
  if (dates.length > 0) {
    const days = await readArchiveDays(tables, artifacts, recorded, files, dates, {
      scratch: join(scratch, 'recorded'),
      from: 'recorded',
    })
    isNew = keep(known, days) || isNew
  }
  state.days = sortedDays(known)
  return isNew
}

function sortedDays(known: ReadonlyMap<string, CanonicalDay>): CanonicalDay[] {
  return [...known.values()].sort((a, b) => (a.date < b.date ? -1 : 1))
}

/** One date at a time where every file is of one, else all at once: a file is not to be read once for each of its dates. */
function readTogether(dates: readonly string[], files: readonly ArchiveFile[]): string[][] {
  const isByDay = files.every((file) => file.dates.length <= 1)
  if (isByDay) return dates.map((date) => [date])
  return dates.length > 0 ? [[...dates]] : []
}

function keep(known: Map<string, CanonicalDay>, days: readonly CanonicalDay[]): boolean {
  let isNew = false
  for (const day of days) {
    if (known.get(day.date)?.digest === day.digest) continue
    known.set(day.date, day)
    isNew = true
  }
  return isNew
}

function datesOf(files: readonly ArchiveFile[]): string[] {
  return [...new Set(files.flatMap(({ dates }) => dates))].sort()
}

function filesChanged(before: readonly ArchiveFile[], now: readonly ArchiveFile[]): ArchiveFile[] {
  const known = new Set(before.map(({ path, size, modifiedMs }) => `${path} ${size} ${modifiedMs}`))
  return now.filter(({ path, size, modifiedMs }) => !known.has(`${path} ${size} ${modifiedMs}`))
}
