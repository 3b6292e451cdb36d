import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AppSpec } from '@headway/local/app-spec'
import { scenariosOf } from './scenarios.ts'
import type { StoryPlan } from './story-plan.ts'

/** The simulated city as a process of its own: it knows nothing of Headway. */
export function cityApp(plan: StoryPlan): AppSpec {
  return {
    name: 'city',
    main: fileURLToPath(new URL('../city-main.ts', import.meta.url)),
    usualPort: 4021,
    isBusy: true,
    settings: ({ stateDir }) => ({ HEADWAY_CITY_FOLDER: cityFolder(stateDir), ...citySettings(plan) }),
  }
}

/** The settings of a city process that make the city of a story. */
export function citySettings(plan: StoryPlan): Record<string, string> {
  return {
    HEADWAY_CITY_SEED: String(plan.seed),
    HEADWAY_CITY_ROUTES: String(plan.routes),
    ...(plan.stops === null ? {} : { HEADWAY_CITY_STOPS: String(plan.stops) }),
    ...(plan.headwayFactor === 1 ? {} : { HEADWAY_CITY_HEADWAY_FACTOR: String(plan.headwayFactor) }),
    HEADWAY_CITY_FIRST_DAY: plan.firstDay,
    HEADWAY_CITY_HISTORY_DAYS: String(plan.historyDays),
    HEADWAY_CITY_SCENARIOS: JSON.stringify(scenariosOf(plan)),
  }
}

export function cityFolder(stateDir: string): string {
  return join(stateDir, 'city')
}

/** Where the city puts its ended days. */
export function cityArchive(stateDir: string): string {
  return join(cityFolder(stateDir), 'tides')
}
