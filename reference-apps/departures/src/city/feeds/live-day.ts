import { setImmediate } from 'node:timers/promises'
import { alertsOf, type CityAlert } from '../conditions/city-alerts.ts'
import type { City } from '../network.ts'
import { type Pings, tripPings } from '../run/pings.ts'
import type { TripRun } from '../run/route-run.ts'
import { type DayRun, runDay } from '../run/run-day.ts'
import { lastEndedDay } from '../service-date.ts'

/** A service day whose trips are driven and can be looked at from any moment of it. */
export type LiveDay = DayRun & { city: City; day: number; pings(run: TripRun): Pings; alerts(): CityAlert[] }

export type LiveDays = {
  /** The service days that a moment (epoch seconds) lies in: one, or two in the small hours. */
  at(nowS: number): Promise<LiveDay[]>
}

/** Keeps the days that were asked for last; a day's routes are driven one after the other, and others may work between. */
export function createLiveDays(city: City): LiveDays {
  const days = new Map<number, Promise<LiveDay>>()
  const open = (day: number): Promise<LiveDay> => {
    const known = days.get(day) ?? driveDay(city, day)
    days.delete(day)
    days.set(day, known)
    for (const oldest of days.keys()) if (days.size > 3) days.delete(oldest)
    return known
  }
  return {
    at: async (nowS) => {
      const today = lastEndedDay(nowS, city.timeZone) + 1
      const first = await open(today)
      if (nowS < first.cityDay.startS + 24 * 3600) return [first]
      return [first, await open(today + 1)]
    },
  }
}

async function driveDay(city: City, day: number): Promise<LiveDay> {
  const dayRun = runDay(city, day)
  for (const route of dayRun.schedule.routes) {
    dayRun.routeRun(route)
    await setImmediate()
  }
  let alerts: CityAlert[] | undefined
  const known = new WeakMap<TripRun, Pings>()
  return {
    ...dayRun,
    city,
    day,
    alerts: () => {
      alerts ??= alertsOf(city, day, dayRun.cityDay)
      return alerts
    },
    pings: (run) => {
      const pings = known.get(run) ?? tripPings(city, run, day)
      known.set(run, pings)
      return pings
    },
  }
}
