import { slotProfile } from '../demand-profile.ts'
import type { City } from '../network.ts'
import type { Scenario } from '../scenario.ts'
import { isWeekendService } from '../schedule/service-calendar.ts'
import { dateOf, dayStart } from '../service-date.ts'
import { type Incident, incidentsOf } from './incidents.ts'
import { createTraffic, type Traffic } from './traffic.ts'
import { congestionGain, serviceDayWeather, slowdown, type Weather } from './weather.ts'

/** What a service day is like for every vehicle in the city; depends on the city's plan and the day alone. */
export type CityDay = {
  /** Days since 1970-01-01. */
  day: number
  date: string
  /** Epoch seconds at which it starts. */
  startS: number
  /** Whether vehicles run by the weekend's timetable. */
  weekend: boolean
  /** By slots of five minutes. */
  profile: Float64Array
  traffic: Traffic
  /** By hours. */
  weather: Weather[]
  slowdown: Float64Array
  congestionGain: Float64Array
  incidents(corridor: string): Incident[]
  scenarios: readonly Scenario[]
}

export function createCityDay(city: City, day: number): CityDay {
  const weather = serviceDayWeather(city.seed, day)
  const incidents = new Map<string, Incident[]>()
  const weekend = isWeekendService(day)
  const date = dateOf(day)
  return {
    day,
    date,
    startS: dayStart(day, city.timeZone),
    weekend,
    profile: slotProfile(weekend),
    traffic: createTraffic(city.seed, day),
    weather,
    slowdown: Float64Array.from(weather, (state) => slowdown[state]),
    congestionGain: Float64Array.from(weather, (state) => congestionGain[state]),
    incidents: (corridor) => {
      const known = incidents.get(corridor) ?? incidentsOf(city.seed, corridor, day)
      incidents.set(corridor, known)
      return known
    },
    scenarios: city.scenarios.filter(({ from, to }) => date >= from && (to === undefined || date < to)),
  }
}
