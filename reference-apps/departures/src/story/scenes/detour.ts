import { decodeFeed } from '../../realtime/feed.ts'
import { count } from '../amounts.ts'
import { askBytes } from '../ask-json.ts'
import { advanceTo, readClock } from '../city-clock.ts'
import { cityTime, onCityClocks } from '../city-time.ts'
import { detoursOf } from '../scenarios.ts'
import { type Scene, until } from '../scene.ts'
import { detourDay } from '../story-plan.ts'

/** Streets are closed: the agency's alerts say so, and journeys take longer from that day on. */
export const detour: Scene = {
  name: 'detour',
  limitS: 60,
  async play(stage) {
    const { world, tell, memory } = stage
    const from = detourDay(world.plan)
    await advanceTo(stage, cityTime(world.plan, from, 8))
    const alert = await until(stage, 'the alerts tell of the detour', async () => {
      const feed = decodeFeed(await askBytes(`${world.cityUrl}/alerts.pb`))
      return feed.entities.flatMap(({ alert: told }) => (told?.effect === 'DETOUR' ? [told] : [])).at(0)
    })
    const { now } = await readClock(world.cityUrl)
    memory.detourFrom = from
    const informed = alert.informedEntities
    const routes = new Set(informed.flatMap(({ routeId }) => (routeId ? [routeId] : [])))
    const stops = new Set(informed.flatMap(({ stopId }) => (stopId ? [stopId] : [])))
    tell.say(
      `it is ${onCityClocks(world.plan, now)}: ${alert.headerText?.translations[0]?.text ?? 'a detour'}, from ${from} on`,
    )
    for (const scenario of detoursOf(world.plan)) {
      if (scenario.kind !== 'detour') continue
      const { street, from: first, to: last } = scenario.stretch
      tell.add(
        `closed: ${street} from its crossing ${first} to ${last}; the way round takes about twice as long`,
      )
    }
    tell.add(`alerts.pb names ${count(routes.size, 'route')} and ${count(stops.size, 'stop')}`)
  },
}
