import { appendFile, readFile } from 'node:fs/promises'
import { writeWhole } from './write-file.ts'

/** A prediction whose outcome is not known: what it is called, when it was made, and what each predictor said then (epoch s). */
export type Awaiting = { subject: string; madeAtS: number; said: Readonly<Record<string, number>> }

/** The predictions that wait for their outcome, and those whose outcome was not told yet, across restarts. */
export type Awaited = {
  add: (runKey: string, place: number, awaiting: Awaiting) => void
  /** Whether a place of a run is waited for. */
  has: (runKey: string, place: number) => boolean
  /** The predictions for a place of a run, which has come true: they are waited for no more. */
  take: (runKey: string, place: number) => Awaiting[]
  /** Forgets the runs of which `isOver` says so. */
  forget: (isOver: (runKey: string) => boolean) => void
  /** Notes that the outcomes of these subjects were told. */
  told: (subjects: readonly string[]) => void
  /** Writes down what changed. */
  save: () => Promise<void>
}

/** So many lines are added before the file is written anew without what is over. */
const mostSpareLines = 20_000

/** Opens the predictions kept in a file, to which lines are added; one that a killed process left unfinished is left out. */
export async function openAwaited(path: string): Promise<Awaited> {
  const runs = new Map<string, Map<number, Awaiting[]>>()
  // Taken and not told: only the file has them, which is not made shorter before they are told.
  const untold = new Set<string>()
  let unwritten: string[] = []
  let spare = 0
  const add = (runKey: string, place: number, awaiting: Awaiting): boolean => {
    const places = runs.get(runKey) ?? new Map<number, Awaiting[]>()
    runs.set(runKey, places)
    const known = places.get(place) ?? []
    places.set(place, known)
    const isNew = known.every(({ subject }) => subject !== awaiting.subject)
    if (isNew) known.push(awaiting)
    return isNew
  }
  for (const [subject, runKey, place, madeAtS, said] of await readOpen(path))
    add(runKey, place, { subject, madeAtS, said })
  const writeAnew = () => writeWhole(path, openLines(runs).join(''))
  await writeAnew()
  return {
    add(runKey, place, awaiting) {
      if (add(runKey, place, awaiting)) unwritten.push(lineOf(runKey, place, awaiting))
    },
    has: (runKey, place) => runs.get(runKey)?.has(place) ?? false,
    take(runKey, place) {
      const taken = runs.get(runKey)?.get(place) ?? []
      runs.get(runKey)?.delete(place)
      for (const { subject } of taken) untold.add(subject)
      return taken
    },
    forget(isOver) {
      for (const key of runs.keys()) if (isOver(key)) runs.delete(key)
    },
    told(subjects) {
      for (const subject of subjects) {
        untold.delete(subject)
        unwritten.push(`${JSON.stringify([subject])}\n`)
      }
    },
    async save() {
      if (unwritten.length === 0) return
      const text = unwritten.join('')
      spare += unwritten.length
      unwritten = []
      await appendFile(path, text)
      if (spare < mostSpareLines || untold.size > 0) return
      spare = 0
      await writeAnew()
    },
  }
}

type OpenLine = [subject: string, runKey: string, place: number, madeAtS: number, said: Awaiting['said']]

/** The lines of a file without those whose outcome was told. */
async function readOpen(path: string): Promise<OpenLine[]> {
  const text = await readFile(path, 'utf8').catch(() => '')
  const open = new Map<string, OpenLine>()
  for (const line of text.slice(0, text.lastIndexOf('\n') + 1).split('\n')) {
    if (line === '') continue
    const read = JSON.parse(line) as OpenLine | [string]
    if (read.length === 1) open.delete(read[0])
    else open.set(read[0], read)
  }
  return [...open.values()]
}

function openLines(runs: ReadonlyMap<string, ReadonlyMap<number, readonly Awaiting[]>>): string[] {
  return [...runs].flatMap(([runKey, places]) =>
    [...places].flatMap(([place, list]) => list.map((awaiting) => lineOf(runKey, place, awaiting))),
  )
}

function lineOf(runKey: string, place: number, { subject, madeAtS, said }: Awaiting): string {
  return `${JSON.stringify([subject, runKey, place, madeAtS, said] satisfies OpenLine)}\n`
}
