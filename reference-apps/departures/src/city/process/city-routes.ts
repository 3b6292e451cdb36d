import { DomainError } from '@headway/kit/errors'
import type { ProcessDeps } from '@headway/kit/process'
import { z } from 'zod'
import { encodeFeed, type Feed } from '../../realtime/feed.ts'
import { alertsFeed } from '../feeds/alerts-feed.ts'
import { gtfsZip } from '../feeds/gtfs-zip.ts'
import { createLiveDays, type LiveDay } from '../feeds/live-day.ts'
import { tripUpdates } from '../feeds/trip-updates.ts'
import { vehiclePositions } from '../feeds/vehicle-positions.ts'
import type { City } from '../network.ts'
import { scheduleOn } from '../schedule/schedule.ts'
import { dateOf, lastEndedDay } from '../service-date.ts'
import { recentWeather } from '../tides/weather-csv.ts'
import type { Archivist } from './archivist.ts'
import type { CityClock } from './city-clock.ts'

const clockChange = z.strictObject({
  speed: z.number().optional(),
  advanceTo: z.iso.datetime({ offset: true }).optional(),
})

export type CityParts = {
  city: City
  clock: CityClock
  archivist: Archivist
  save: () => Promise<void>
}

/** What the agency of the city publishes, and its clock. */
export function addCityRoutes(
  app: ProcessDeps<unknown>['app'],
  { city, clock, archivist, save }: CityParts,
): void {
  const liveDays = createLiveDays(city)
  const feeds: Record<string, (days: readonly LiveDay[], nowS: number) => Feed> = {
    '/vehicle-positions.pb': vehiclePositions,
    '/alerts.pb': alertsFeed,
    '/trip-updates.pb': tripUpdates,
  }
  for (const [path, feedAt] of Object.entries(feeds)) {
    app.get(path, async (_, reply) => {
      const days = await liveDays.at(clock.nowMs() / 1000)
      const nowS = Math.floor(clock.nowMs() / 1000)
      reply.header('last-modified', new Date(nowS * 1000).toUTCString())
      return reply.type('application/x-protobuf').send(Buffer.from(encodeFeed(feedAt(days, nowS))))
    })
  }
  const today = () => lastEndedDay(clock.nowMs() / 1000, city.timeZone) + 1
  const zips = new Map<string, Promise<Uint8Array>>()
  app.get('/gtfs.zip', async (request, reply) => {
    const day = today()
    const edition = `${scheduleOn(city, day).feedVersion}-${dateOf(day).slice(0, 4)}`
    if (request.headers['if-none-match'] === `"${edition}"`) return reply.status(304).send()
    const zip = zips.get(edition) ?? gtfsZip(city, day)
    zips.set(edition, zip)
    reply.header('etag', `"${edition}"`)
    return reply.type('application/zip').send(Buffer.from(await zip))
  })
  app.get('/weather.csv', async (_, reply) =>
    reply.type('text/csv; charset=utf-8').send(recentWeather(city, clock.nowMs() / 1000)),
  )
  const clockNow = () => ({
    now: new Date(clock.nowMs()).toISOString(),
    speed: clock.speed(),
    serviceDate: dateOf(today()),
    timeZone: city.timeZone,
    archivedThrough: archivist.archivedThrough(),
    archiving: archivist.archiving(),
    advancingTo: isoOrNull(clock.advanceToMs()),
  })
  app.get('/clock', async () => clockNow())
  app.post('/clock', async (request, reply) => {
    const change = clockChange.safeParse(request.body)
    if (!change.success) {
      throw new DomainError('INVALID_ARGUMENT', z.prettifyError(change.error), {
        expected: '{ "speed": 60 } or { "advanceTo": "2026-04-06T12:00:00Z" }',
      })
    }
    const { speed, advanceTo } = change.data
    if (speed !== undefined) clock.setSpeed(speed)
    if (advanceTo !== undefined) clock.planAdvance(Date.parse(advanceTo))
    await save()
    archivist.look()
    return reply.status(advanceTo === undefined ? 200 : 202).send(clockNow())
  })
}

function isoOrNull(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString()
}
