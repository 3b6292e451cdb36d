import { randomStream } from '../random-stream.ts'
import { corridorLength } from '../streets/city-stop.ts'
import { serviceDayWeather } from './weather.ts'

/** Something on a stretch of a corridor; seconds since the service day began. */
export type Incident = {
  id: string
  corridor: string
  street: string
  /** Places on the street, both included. */
  fromPlace: number
  toPlace: number
  from: number
  to: number
  /** Running times are multiplied by this; 1 when the alert is false. */
  factor: number
  cause: 'ACCIDENT' | 'POLICE_ACTIVITY' | 'CONSTRUCTION' | 'OTHER_CAUSE'
  /** When its alert is published, and withdrawn; null where there is none. */
  alert: { from: number; to: number } | null
}

const causes = ['ACCIDENT', 'ACCIDENT', 'POLICE_ACTIVITY', 'CONSTRUCTION', 'OTHER_CAUSE'] as const
const publishedAfterS = 7 * 60
const unpublished = 0.15
const falseAlertsPerDay = 0.03

/** What happens on a corridor on a service day: 2.2 incidents on eight corridors, 4.2 when it rains hard or snows. */
export function incidentsOf(seed: number, corridor: string, day: number): Incident[] {
  const random = randomStream(seed, 'incidents', corridor, day)
  const foul = serviceDayWeather(seed, day).some((weather) => weather === 'heavy rain' || weather === 'snow')
  const real = random.poisson((2.2 + (foul ? 2 : 0)) / 8)
  const all = real + random.poisson(falseAlertsPerDay)
  const [street = '', part = '0'] = corridor.split('.')
  return Array.from({ length: all }, (_, index): Incident => {
    const from = Math.round((6 + 16 * random.uniform()) * 3600)
    const to = from + Math.round((20 + 70 * random.uniform()) * 60)
    const places = 3 + Math.floor(4 * random.uniform())
    const fromPlace = Number(part) * corridorLength + Math.floor((corridorLength - places) * random.uniform())
    const factor = 1.8 + 2.5 * random.uniform()
    const cause = causes[Math.floor(random.uniform() * causes.length)] as Incident['cause']
    const told = random.uniform() >= unpublished
    return {
      id: `${corridor}-${day}-${index + 1}`,
      corridor,
      street,
      fromPlace,
      toPlace: fromPlace + places - 1,
      from,
      to,
      factor: index < real ? factor : 1,
      cause,
      alert: told || index >= real ? { from: from + publishedAfterS, to: to + 300 } : null,
    }
  })
}
