import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createOipClient } from '@headway/client/oip-client'
import type { Schedule } from '../src/gtfs/schedule.ts'
import { openAwaited } from '../src/live/awaited.ts'
import { openLiveScores } from '../src/live/live-scores.ts'
import {
  createLiveState,
  type InForce,
  keepDays,
  type LiveState,
  putInForce,
} from '../src/live/live-state.ts'
import { vehicleFixes } from '../src/live/matcher/vehicle-fix.ts'
import { observe } from '../src/live/observe.ts'
import { predict } from '../src/live/predict.ts'
import { createProblems } from '../src/live/problems.ts'
import { publish } from '../src/live/publish.ts'
import type { PublishedFeed } from '../src/live/published-feed.ts'
import { openRecorder } from '../src/live/recorder.ts'
import { readServiceNews } from '../src/live/service-news.ts'
import type { Feed } from '../src/realtime/feed.ts'

export type LiveCity = AsyncDisposable & {
  state: LiveState
  /** One cycle: what is published after these feeds of that moment (epoch s). */
  cycle: (nowS: number, positions: Feed, tripUpdates?: Feed) => Promise<PublishedFeed>
}

/** The live part on a schedule, with a folder of its own and without serving: nobody listens where it asks. */
export async function openLiveCity(schedule: Schedule): Promise<LiveCity> {
  const folder = await mkdtemp(join(tmpdir(), 'live-city-'))
  const recorder = await openRecorder(join(folder, 'recorded'))
  const scores = await openLiveScores(join(folder, 'live-scores.json'))
  const problems = createProblems(() => new Date())
  const awaited = await openAwaited(join(folder, 'awaited.jsonl'))
  const state = createLiveState({ problems, scores, awaited })
  putInForce(state, schedule)
  const { clock } = state.inForce as InForce
  const serving = {
    inference: createOipClient({ url: 'http://127.0.0.1:9/v2', token: 'none' }),
    endpoint: 'departures-test',
  }
  return {
    state,
    async cycle(nowS, positions, tripUpdates) {
      if (nowS - state.nowS > 300) state.watchedSinceS = nowS
      state.nowS = nowS
      if (tripUpdates) state.news = readServiceNews(tripUpdates)
      await keepDays(state, recorder)
      const { visits } = observe(state, vehicleFixes(positions, nowS))
      await recorder.record(visits, nowS, clock)
      await predict(state, visits, serving)
      publish(state)
      return state.published as PublishedFeed
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  }
}
