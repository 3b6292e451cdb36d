import { setTimeout as sleep } from 'node:timers/promises'
import { predictionsChanged } from '@headway/events/departures'
import { outcomeObserved } from '@headway/events/outcome'
import type { Bus } from '@headway/kit/bus'
import type { Logger } from '@headway/kit/log'
import { publishEvent } from '@headway/kit/publish-event'
import { isUrl } from '../agency/read-source.ts'
import { readSchedule } from '../gtfs/read-schedule.ts'
import type { Schedule } from '../gtfs/schedule.ts'
import { decodeFeed, type Feed } from '../realtime/feed.ts'
import { alertStops } from './alert-stops.ts'
import type { Serving } from './ask-serving.ts'
import { type FeedSource, feedSource } from './feed-source.ts'
import { datesInHand, keepDays, type LiveState, putInForce, setContext } from './live-state.ts'
import { vehicleFixes } from './matcher/vehicle-fix.ts'
import { observe } from './observe.ts'
import { inEvents } from './outcomes.ts'
import { createPace } from './pace.ts'
import { predict } from './predict.ts'
import { messageOf } from './problems.ts'
import { publish } from './publish.ts'
import type { Recorder } from './recorder.ts'
import { noServiceNews, readServiceNews } from './service-news.ts'
import type { DeparturesSettings } from './settings.ts'

export type LiveJob = {
  state: LiveState
  settings: DeparturesSettings
  serving: Omit<Serving, 'columns'>
  recorder: Recorder
  bus: Bus
  log: Logger
  signal: AbortSignal
}

const actor = { id: 'departures', roles: ['service' as const] }

/** A schedule is looked at again after so long (ms), and whenever a service date begins. */
const scheduleEveryMs = 5 * 60_000

/** After a longer gap (s of the feeds' time) trips may have run that nobody saw. */
const longestGapS = 300

/** What another feed said of the service longer ago (s) is not believed any more. */
const longestNewsS = 900

/** A source on this machine is looked at so often (ms): its time may be put forward at any moment. */
const nearEveryMs = 1000

/** Reads the feeds, predicts and publishes until the signal aborts; nothing a feed says ends it. */
export async function runLive(job: LiveJob): Promise<void> {
  const { state, settings, log, signal } = job
  const { problems } = state
  const feeds = openFeeds(job)
  const pace = createPace(settings.HEADWAY_POLL_SECONDS, () => performance.now())
  const longestMs = isNear(settings.HEADWAY_VEHICLE_POSITIONS) ? nearEveryMs : Number.POSITIVE_INFINITY
  let scheduleAt = Number.NEGATIVE_INFINITY
  let dateSeen = ''
  while (!signal.aborted) {
    try {
      if (performance.now() - scheduleAt > scheduleEveryMs) {
        scheduleAt = performance.now()
        await readScheduleAgain(state, feeds.schedule)
      }
      const positions = await feeds.vehiclePositions.poll()
      if (positions) {
        const nowS = positions.header.timestamp || Date.now() / 1000
        const date = state.inForce ? datesInHand(state.inForce, nowS)[1] : undefined
        if (date !== undefined && date !== dateSeen) {
          dateSeen = date
          await readScheduleAgain(state, feeds.schedule)
        }
        if (isDue(state, nowS, settings.HEADWAY_POLL_SECONDS)) await runCycle(job, feeds, positions, nowS)
        pace.saw(nowS)
      }
      problems.clear('live')
    } catch (error) {
      log.error({ err: error }, 'a cycle failed')
      problems.set('live', messageOf(error))
    }
    await sleep(Math.min(pace.waitMs(), longestMs), undefined, { signal }).catch(() => undefined)
  }
}

/** Whether a source is on this machine, where looking at it costs nobody anything. */
function isNear(source: string): boolean {
  return !isUrl(source) || ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(source).hostname)
}

/** Whether enough of the feeds' time has gone by, or it has gone back. */
function isDue({ nowS: last, published }: LiveState, nowS: number, everyS: number): boolean {
  return published === undefined || nowS < last || nowS - last >= 0.9 * everyS
}

type Feeds = {
  schedule: FeedSource<Schedule>
  vehiclePositions: FeedSource<Feed>
  tripUpdates: FeedSource<Feed> | undefined
  alerts: FeedSource<Feed> | undefined
}

function openFeeds({ settings, state: { problems } }: LiveJob): Feeds {
  const feed = (name: string, source: string | undefined) =>
    source === undefined ? undefined : feedSource(name, source, problems, decodeFeed)
  return {
    schedule: feedSource('schedule', settings.HEADWAY_GTFS, problems, readSchedule),
    vehiclePositions: feedSource(
      'vehicle positions',
      settings.HEADWAY_VEHICLE_POSITIONS,
      problems,
      decodeFeed,
    ),
    tripUpdates: feed('trip updates', settings.HEADWAY_TRIP_UPDATES),
    alerts: feed('alerts', settings.HEADWAY_ALERTS),
  }
}

async function readScheduleAgain(state: LiveState, source: FeedSource<Schedule>): Promise<void> {
  const schedule = await source.poll()
  if (schedule) putInForce(state, schedule)
}

async function runCycle(job: LiveJob, feeds: Feeds, positions: Feed, nowS: number): Promise<void> {
  const { state, recorder, serving } = job
  if (!state.inForce) return
  if (nowS < state.nowS) {
    state.problems.set('vehicle positions', `their time went back from ${iso(state.nowS)} to ${iso(nowS)}`)
    if (state.nowS - nowS < 3600) return
  }
  if (nowS - state.nowS > longestGapS) state.watchedSinceS = nowS
  state.nowS = nowS
  const news = await feeds.tripUpdates?.poll()
  if (news) {
    state.news = readServiceNews(news)
    state.newsAtS = news.header.timestamp || nowS
  } else if (nowS - state.newsAtS > longestNewsS) state.news = noServiceNews()
  await keepDays(state, recorder)
  const alerts = await feeds.alerts?.poll()
  if (alerts) setContext(state, { ...state.context, alerts: alertStops(alerts, state.learned.names) })
  const { visits, outcomes } = observe(state, vehicleFixes(positions, nowS))
  await recorder.record(visits, nowS, state.inForce.clock)
  await predict(state, visits, serving)
  await state.awaited.save()
  const changed = publish(state)
  for (const outcome of outcomes) state.untold.push(outcome)
  await state.scores.save()
  await tell(job, changed)
}

/** So many outcomes are kept while the bus is away; the oldest are given up first. */
const mostUntold = 200_000

/** About 20 and 600 KB: an event may have a MiB. */
const mostStopsAnEvent = 1000
const mostOutcomesAnEvent = 5000

async function tell({ state, bus, serving }: LiveJob, changed: readonly string[]): Promise<void> {
  if (bus.state() !== 'connected') {
    state.problems.set('bus', 'not connected; outcomes wait')
    const givenUp = state.untold.splice(0, Math.max(0, state.untold.length - mostUntold))
    state.awaited.told(givenUp.map(({ subjectId }) => subjectId))
    return
  }
  for (const list of inEvents(state.untold, mostOutcomesAnEvent)) {
    await publishEvent(
      bus,
      outcomeObserved,
      { endpoint: serving.endpoint, outcomes: list },
      { source: 'departures', actor },
    )
    state.untold.splice(0, list.length)
    state.outcomesTold += list.length
    state.awaited.told(list.map(({ subjectId }) => subjectId))
  }
  await state.awaited.save()
  for (const stops of inEvents(changed, mostStopsAnEvent))
    await publishEvent(bus, predictionsChanged, { stops }, { source: 'departures', actor })
  state.problems.clear('bus')
}

function iso(atS: number): string {
  return new Date(atS * 1000).toISOString()
}
