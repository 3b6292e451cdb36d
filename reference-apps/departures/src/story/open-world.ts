import { createGraphqlClient } from '@headway/client/graphql-client'
import type { RunningHeadway } from '@headway/local/start-headway'
import { cityArchive } from './city-app.ts'
import type { StoryPlan } from './story-plan.ts'
import type { World } from './world.ts'

/** What the city of the story is called: names of dataset, model, pipeline and endpoint end with it. */
export const cityName = 'city'

/** The world of a running Headway in which a city and the departures process run. */
export function openWorld(headway: RunningHeadway, plan: StoryPlan): World {
  const client = (token: string) => createGraphqlClient({ url: headway.graphqlUrl, token, timeoutMs: 20_000 })
  return {
    plan,
    operator: client(headway.tokens.operator),
    approver: client(headway.tokens.approver),
    graphqlUrl: headway.graphqlUrl,
    graphiqlUrl: headway.graphiqlUrl,
    cityUrl: `http://127.0.0.1:${headway.ports.city}`,
    departuresUrl: `http://127.0.0.1:${headway.ports.departures}`,
    archive: cityArchive(headway.stateDir),
    dataset: `stop-visits-${cityName}`,
    model: `departures-${cityName}`,
  }
}
