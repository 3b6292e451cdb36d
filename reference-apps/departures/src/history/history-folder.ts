import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { createNames, type Names } from '../features/service-day.ts'
import { createHistory, type History } from './history.ts'
import { type HistoryFiles, loadHistory, saveHistory } from './history-file.ts'

const head = 'history.json'

/** The history kept in a folder and the names its numbers stand for; an empty one where there is none yet. */
export async function openHistory(folder: string): Promise<{ history: History; names: Names }> {
  const text = await readFile(join(folder, head), 'utf8').catch(() => undefined)
  if (text === undefined) return { history: createHistory(), names: createNames() }
  const { visits, pairs, travels, through } = JSON.parse(text) as HistoryFiles
  const path = (name: string) => join(folder, name)
  return loadHistory({ visits: path(visits), pairs: path(pairs), travels: path(travels), through })
}

/** Keeps a history in a folder; until it is there whole, the one before it stays. */
export async function keepHistory(folder: string, history: History, names: Names): Promise<void> {
  const own = `through-${history.through ?? 'nothing'}`
  await mkdir(join(folder, own), { recursive: true })
  const { visits, pairs, travels, through } = await saveHistory(join(folder, own), history, names)
  const path = (file: string) => join(own, basename(file))
  const content = { visits: path(visits), pairs: path(pairs), travels: path(travels), through }
  await writeFile(join(folder, `${head}.new`), JSON.stringify(content))
  await rename(join(folder, `${head}.new`), join(folder, head))
  for (const name of await readdir(folder)) {
    if (name.startsWith('through-') && name !== own) await rm(join(folder, name), { recursive: true })
  }
}
