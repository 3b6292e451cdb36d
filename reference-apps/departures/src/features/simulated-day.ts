import { randomFrom } from '../training/random.ts'
import { type Names, type ServiceDay, serviceDay } from './service-day.ts'

const stops = ['A', 'B', 'C', 'D', 'E', 'F', 'G']
const tripsPerRoute = 14
const routes = ['R1', 'R2']

/** A day of two routes over the same stops; every thirtieth visit was not observed. */
export function simulatedDay(date: string, names: Names, seed: number): ServiceDay {
  const random = randomFrom(seed)
  const midnight = Date.parse(`${date}T00:00:00Z`) / 1000
  const n = routes.length * tripsPerRoute * stops.length
  const trip = (v: number) => Math.floor(v / stops.length)
  const scheduled = Float64Array.from({ length: n }, (_, v) => {
    return (
      midnight + 30_000 + (trip(v) % tripsPerRoute) * 540 + (v % stops.length) * 200 + (v < n / 2 ? 0 : 90)
    )
  })
  let delay = 0
  const observed = scheduled.map((time, v) => {
    delay = (v % stops.length === 0 ? 0 : delay) + Math.round(random() * 9) * 10 - 20
    return random() < 1 / 30 ? Number.NaN : time + delay
  })
  const text = (name: (v: number) => string) => Array.from({ length: n }, (_, v) => name(v))
  const visits = {
    tripId: text((v) => `T${trip(v)}`),
    routeId: text((v) => (v < n / 2 ? 'R1' : 'R2')),
    directionId: text(() => '0'),
    stopId: text((v) => stops[v % stops.length]!),
    scheduledArrival: scheduled.map((time) => time - 15),
    scheduled,
    observedArrival: observed.map((time) => time - 25),
    observed,
    utcOffset: new Float64Array(n).fill(3600),
  }
  return serviceDay(date, visits, 0, n, names)
}
