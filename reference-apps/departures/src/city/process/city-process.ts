import { join } from 'node:path'
import { setInterval } from 'node:timers'
import { defineProcess } from '@headway/kit/process'
import { createCity } from '../network.ts'
import { openArchivist } from './archivist.ts'
import { createCityClock } from './city-clock.ts'
import { addCityRoutes } from './city-routes.ts'
import { keepPlan, readClock, saveClock } from './city-state.ts'
import { citySettings } from './settings.ts'

const saveEveryMs = 500

/** A simulated city as an agency shows itself: its feeds, the archive of its ended days, and a clock that can be moved. */
export const cityProcess = defineProcess({
  name: 'city',
  port: 4021,
  settings: citySettings,
  start: async ({ app, settings, log, signal }) => {
    const folder = settings.HEADWAY_CITY_FOLDER
    const plan = await keepPlan(folder, {
      seed: settings.HEADWAY_CITY_SEED,
      routeCount: settings.HEADWAY_CITY_ROUTES,
      stopCount: settings.HEADWAY_CITY_STOPS ?? null,
      headwayFactor: settings.HEADWAY_CITY_HEADWAY_FACTOR,
      timeZone: 'America/Regina',
      firstDay: settings.HEADWAY_CITY_FIRST_DAY,
      historyDays: settings.HEADWAY_CITY_HISTORY_DAYS,
      scenarios: settings.HEADWAY_CITY_SCENARIOS,
    })
    const city = createCity({ ...plan, stopCount: plan.stopCount ?? undefined })
    const clock = createCityClock(await readClock(folder, plan), () => performance.now())
    // One after the other: the file always holds the last of what was saved.
    let saving: Promise<void> = Promise.resolve()
    const save = () => {
      saving = saving.catch(() => undefined).then(() => saveClock(folder, clock.saved()))
      return saving
    }
    await save()
    const archivist = await openArchivist({
      city,
      firstDay: plan.firstDay,
      folder: join(folder, 'tides'),
      clock,
      moved: save,
      log,
      signal,
    })
    addCityRoutes(app, { city, clock, archivist, save })
    archivist.look()
    const timer = setInterval(() => {
      if (clock.speed() > 0)
        save().catch((error: Error) => log.error({ err: error }, 'the clock was not saved'))
      archivist.look()
    }, saveEveryMs)
    return {
      health: () => {
        const problem = archivist.problem()
        return { archive: problem === undefined ? { ok: true } : { ok: false, detail: problem } }
      },
      [Symbol.asyncDispose]: async () => {
        clearInterval(timer)
        await archivist.idle()
        await save()
      },
    }
  },
})
