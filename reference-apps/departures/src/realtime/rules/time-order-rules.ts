import type { FeedEntity, StopTimeUpdate } from '../feed.ts'
import { clock, isPosixTime } from './posix-time.ts'
import { nameOf, placeOf, type RuleInput } from './rule-input.ts'

type Event = { what: 'arrival' | 'departure'; time: number }

/** E001 E022 E025: the times of a trip increase from stop to stop, and no vehicle leaves before it arrives. */
export function checkTimeOrder(rules: RuleInput): void {
  for (const entity of rules.feed.entities) {
    let arrivalBefore: Event | undefined
    let departureBefore: Event | undefined
    for (const update of entity.tripUpdate?.stopTimeUpdates ?? []) {
      const arrival = eventOf('arrival', update.arrival?.time)
      const departure = eventOf('departure', update.departure?.time)
      checkPosix(rules, entity, update, arrival, departure)
      const now = arrival ?? departure
      const latest = latestOf(arrivalBefore, departureBefore)
      if (now && latest && Math.min(now.time, departure?.time ?? now.time) <= latest.time) {
        const name = `${nameOf(entity)} at stop ${update.stopSequence ?? update.stopId}`
        const message = `${name}: ${now.what} ${clock(now.time)} is not after the stop before, ${latest.what} ${clock(latest.time)}`
        rules.report('E022', placeOf(entity, update.stopSequence), message)
      }
      if (arrival && departure && departure.time < arrival.time) {
        const name = `${nameOf(entity)} at stop ${update.stopSequence ?? update.stopId}`
        const message = `${name}: departure ${clock(departure.time)} is before arrival ${clock(arrival.time)}`
        rules.report('E025', placeOf(entity, update.stopSequence), message)
      }
      arrivalBefore = arrival ?? arrivalBefore
      departureBefore = departure ?? departureBefore
    }
  }
}

function checkPosix(
  { report }: RuleInput,
  entity: FeedEntity,
  { stopSequence }: StopTimeUpdate,
  ...events: (Event | undefined)[]
): void {
  for (const event of events) {
    if (!event || isPosixTime(event.time)) continue
    const message = `${nameOf(entity)} has ${event.what} ${event.time}, which is not in seconds since 1970`
    report('E001', placeOf(entity, stopSequence), message)
  }
}

function eventOf(what: Event['what'], time: number | undefined): Event | undefined {
  return time === undefined ? undefined : { what, time }
}

function latestOf(a: Event | undefined, b: Event | undefined): Event | undefined {
  if (!a || !b) return a ?? b
  return a.time > b.time ? a : b
}
