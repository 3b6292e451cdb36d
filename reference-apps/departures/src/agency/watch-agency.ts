import { setTimeout as sleep } from 'node:timers/promises'
import { count } from '../story/amounts.ts'
import { type DeparturesStatus, readStatus } from '../story/departures-status.ts'

const everyMs = 2000

/** Tells what changes in a departures process until it is stopped: its phase, what it learned, what is wrong. */
export async function watchAgency(
  departuresUrl: string,
  print: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const told = new Map<string, string>()
  const tell = (what: string, line: string) => {
    if (told.get(what) === line) return
    told.set(what, line)
    print(`${new Date().toISOString().slice(11, 19)} ${line}`)
  }
  while (!signal.aborted) {
    const status = await readStatus(departuresUrl).catch(() => undefined)
    if (status) tellStatus(status, departuresUrl, tell)
    await sleep(everyMs, undefined, { signal }).catch(() => undefined)
  }
}

function tellStatus(
  status: DeparturesStatus,
  departuresUrl: string,
  tell: (what: string, line: string) => void,
): void {
  const { phase, champion, caughtUpThrough, feed, vehicles } = status
  switch (phase) {
    case 'waiting for an archive':
      tell('phase', 'no archive of past days yet: stop visits are recorded until there are enough days')
      tell(
        'recorded',
        `${count(status.visitsRecorded, 'stop visit')} of ${count(status.daysRecorded, 'day')} recorded so far`,
      )
      break
    case 'learning':
      tell('phase', 'learning from the archive')
      break
    case 'waiting for a model':
      tell('phase', 'the models wait for their gate or for a person (waitingModelVersions in the graph)')
      break
    case 'live':
      tell('phase', `live with ${champion}: ${departuresUrl}/trip-updates.pb`)
      tell(
        'vehicles',
        `${count(vehicles.seen, 'vehicle')} seen: ${count(vehicles.predicted)} predicted, ${count(vehicles.stale)} stale, ` +
          `${count(vehicles.offRoute)} off route, ${count(vehicles.parked)} parked; ` +
          `${count(feed.trips, 'trip')} and ${count(feed.stopTimes, 'stop time')} in the feed`,
      )
  }
  if (caughtUpThrough !== null) tell('caught up', `learned and scored up to ${caughtUpThrough}`)
  for (const problem of status.problems) tell(`problem ${problem}`, `problem: ${problem}`)
}
