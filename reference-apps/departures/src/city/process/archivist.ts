import type { Logger } from '@headway/kit/log'
import type { City } from '../network.ts'
import { dateOf, dayOf, lastEndedDay } from '../service-date.ts'
import { archivedDates } from '../tides/data-package.ts'
import { writeTides } from '../write-tides.ts'
import type { CityClock } from './city-clock.ts'

export type Archivist = {
  archivedThrough(): string | null
  /** Days written and to write of what is being archived; null when nothing is. */
  archiving(): { done: number; total: number } | null
  /** Writes what has ended by now or ends before the planned advance, then lets the clock go there. */
  look(): void
  /** What went wrong last, until it goes well again. */
  problem(): string | undefined
  /** Ends when nothing is written any more. */
  idle(): Promise<void>
}

export type ArchivistParts = {
  city: City
  firstDay: string
  folder: string
  clock: CityClock
  /** Called whenever the clock has moved. */
  moved: () => Promise<void>
  log: Logger
  signal: AbortSignal
}

/** Keeps the archive of ended service days complete. */
export async function openArchivist(parts: ArchivistParts): Promise<Archivist> {
  const { city, folder, clock, log, signal } = parts
  const first = dayOf(parts.firstDay)
  let through = (await archivedDates(folder)).at(-1) ?? null
  let progress: { done: number; total: number } | null = null
  let problem: string | undefined
  let running: Promise<void> | undefined

  async function archive(): Promise<void> {
    for (;;) {
      const target = clock.advanceToMs()
      const untilS = Math.max(clock.nowMs(), target ?? 0) / 1000
      const last = lastEndedDay(untilS, city.timeZone)
      const next = through === null ? first : dayOf(through) + 1
      if (last >= next) {
        const count = last - next + 1
        progress = { done: 0, total: count }
        const tell = (done: number) => {
          progress = { done, total: count }
        }
        await writeTides(city, { firstDay: next, count }, folder, tell, signal)
        through = dateOf(last)
      }
      if (target !== null && clock.advanceToMs() === target) {
        clock.advance()
        await parts.moved()
      }
      progress = null
      const again = Math.max(clock.nowMs(), clock.advanceToMs() ?? 0) / 1000
      if (clock.advanceToMs() === null && lastEndedDay(again, city.timeZone) <= last) return
    }
  }

  return {
    archivedThrough: () => through,
    archiving: () => progress,
    problem: () => problem,
    look: () => {
      running ??= archive()
        .then(() => {
          problem = undefined
        })
        .catch((error: Error) => {
          if (signal.aborted) return
          problem = error.message
          log.error({ err: error, folder }, 'archiving failed; it is tried again')
        })
        .finally(() => {
          progress = null
          running = undefined
        })
    },
    idle: async () => running,
  }
}
