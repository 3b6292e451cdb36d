import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { HistoryFiles } from '../history/history-file.ts'
import { loadHistory, saveHistory } from '../history/history-file.ts'
import type { Learned } from '../live/live-state.ts'
import { writeWhole } from '../live/write-file.ts'

/**
 * Keeps what was learned through a date. Each snapshot is a folder of its own; the pointer that names it is written last,
 * so that there is always a whole one.
 */
export async function saveSnapshot(folder: string, { history, names }: Learned): Promise<void> {
  const name = `through-${history.through}`
  const target = join(folder, name)
  await mkdir(target, { recursive: true })
  const files = await saveHistory(target, history, names)
  const relative = Object.fromEntries(
    Object.entries(files).map(([key, value]) => [
      key,
      key === 'through' ? value : String(value).slice(folder.length + 1),
    ]),
  )
  await writeWhole(join(folder, 'current.json'), JSON.stringify(relative))
  for (const other of await readdir(folder))
    if (other.startsWith('through-') && other !== name) await rm(join(folder, other), { recursive: true })
}

/** The last snapshot, or undefined where there is none that can be read. */
export async function loadSnapshot(folder: string): Promise<Learned | undefined> {
  const text = await readFile(join(folder, 'current.json'), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const { through, ...files } = JSON.parse(text) as HistoryFiles
  const absolute = Object.fromEntries(
    Object.entries(files).map(([key, value]) => [key, join(folder, value)]),
  ) as Omit<HistoryFiles, 'through'>
  return loadHistory({ ...absolute, through })
}
