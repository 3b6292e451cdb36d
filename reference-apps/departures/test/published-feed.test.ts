import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createOipClient } from '@headway/client/oip-client'
import { expect, onTestFinished, test } from 'vitest'
import { gtfsZip } from '../src/city/feeds/gtfs-zip.ts'
import { createLiveDays } from '../src/city/feeds/live-day.ts'
import { tripUpdates } from '../src/city/feeds/trip-updates.ts'
import { vehiclePositions } from '../src/city/feeds/vehicle-positions.ts'
import { createCity } from '../src/city/network.ts'
import { readSchedule } from '../src/gtfs/read-schedule.ts'
import { serviceDayStart } from '../src/gtfs/service-day-start.ts'
import { openLiveScores } from '../src/live/live-scores.ts'
import { createLiveState, type InForce, keepDays, putInForce } from '../src/live/live-state.ts'
import { vehicleFixes } from '../src/live/matcher/vehicle-fix.ts'
import { observe } from '../src/live/observe.ts'
import { predict } from '../src/live/predict.ts'
import { createProblems } from '../src/live/problems.ts'
import { publish } from '../src/live/publish.ts'
import type { PublishedFeed } from '../src/live/published-feed.ts'
import { openRecorder } from '../src/live/recorder.ts'
import { readServiceNews } from '../src/live/service-news.ts'
import { decodeFeed, type Feed } from '../src/realtime/feed.ts'
import type { Finding } from '../src/realtime/finding.ts'
import { validateFeeds } from '../src/realtime/validate.ts'

test('over a day of a city, without serving, every published feed follows the rules', async () => {
  const date = '2026-03-11'
  const day = Date.parse(`${date}T00:00:00Z`) / 86_400_000
  const city = createCity({ seed: 5, routeCount: 2, stopCount: 14 })
  const schedule = readSchedule(await gtfsZip(city, day))
  const folder = await mkdtemp(join(tmpdir(), 'feed-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const recorder = await openRecorder(folder)
  const state = createLiveState(
    createProblems(() => new Date()),
    await openLiveScores(join(folder, 'scores.json')),
  )
  putInForce(state, schedule)
  const inForce = state.inForce as InForce
  // Nobody listens there: what is told then comes from the schedule and what is usually gained.
  const serving = {
    inference: createOipClient({ url: 'http://127.0.0.1:9/v2', token: 'none' }),
    endpoint: 'departures-test',
  }
  const days = createLiveDays(city)
  const startS = serviceDayStart(schedule, date)
  const findings: Finding[] = []
  let previous: Feed | undefined
  let stopTimes = 0

  for (let nowS = startS + 5 * 3600; nowS < startS + 25 * 3600; nowS += 60) {
    const at = await days.at(nowS)
    const positions = vehiclePositions(at, nowS)
    state.nowS = nowS
    state.news = readServiceNews(tripUpdates(at, nowS))
    await keepDays(state, recorder)
    const { visits } = observe(state, vehicleFixes(positions, nowS))
    await recorder.record(visits, nowS, inForce.clock)
    await predict(state, visits, serving)
    publish(state)
    const published = state.published as PublishedFeed
    const feed = decodeFeed(published.bytes)
    findings.push(
      ...validateFeeds({
        schedule,
        tripUpdates: feed,
        vehiclePositions: positions,
        ...(previous ? { previous: { tripUpdates: previous } } : {}),
        now: nowS,
      }),
    )
    previous = feed
    stopTimes += published.stopTimes
  }

  const byRule = Map.groupBy(
    findings.filter(({ severity }) => severity === 'error'),
    ({ rule }) => rule,
  )
  expect([...byRule].map(([rule, all]) => `${rule} ${all.length}: ${all[0]?.message}`)).toEqual([])
  expect(stopTimes).toBeGreaterThan(50_000)
  expect(state.visitsRecorded).toBeGreaterThan(3000)
}, 120_000)
