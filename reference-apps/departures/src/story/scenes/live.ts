import { count } from '../amounts.ts'
import { checkFeed } from '../check-feed.ts'
import { advanceTo, setSpeed } from '../city-clock.ts'
import { cityTime, onCityClocks } from '../city-time.ts'
import { readStatus } from '../departures-status.ts'
import { type Scene, until } from '../scene.ts'
import { liveDay } from '../story-plan.ts'
import { tellBoard } from '../tell-board.ts'

/** Hours after the start of the service day. */
const morningPeak = 8

/** City seconds in one second while predictions are watched. */
const speed = 20

/** Vehicles are on the road: riders' board and the GTFS-Realtime feed. */
export const live: Scene = {
  name: 'live',
  limitS: 120,
  async play(stage) {
    const { world, tell } = stage
    await advanceTo(stage, cityTime(world.plan, liveDay(world.plan), morningPeak))
    await setSpeed(stage, speed)
    const status = await until(stage, 'vehicles are followed from stop to stop', async (note) => {
      const seen = await readStatus(world.departuresUrl)
      note(`${seen.phase}, ${seen.feed.stopTimes} stop times; ${seen.problems.join('; ') || 'no problems'}`)
      const isFollowing = seen.vehicles.predicted > 0 && seen.visitsRecorded > 0
      return seen.phase === 'live' && seen.feed.stopTimes > 0 && isFollowing ? seen : undefined
    })
    const { vehicles } = status
    tell.say(
      `it is ${onCityClocks(world.plan, status.now ?? '')} in the city: ${count(vehicles.seen, 'vehicle')} seen, ${count(vehicles.predicted)} predicted, ` +
        `${count(vehicles.parked)} parked, ${count(vehicles.offRoute)} off route, ${count(vehicles.stale)} stale; ${count(status.visitsRecorded, 'stop visit')} recorded`,
    )
    const feed = await checkFeed(stage)
    await tellBoard(stage, feed)
    await setSpeed(stage, 0)
  },
}
