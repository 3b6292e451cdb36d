import { createGraphqlClient } from '@headway/client/graphql-client'
import type { StoryPlan } from './story-plan.ts'
import type { ShownAddresses, World } from './world.ts'

/** What the city of the story is called: names of dataset, model, pipeline and endpoint end with it. */
export const cityName = 'city'

/** Where the parts of a world are, and the tokens of the two persons that the narrator speaks for. */
export type WorldAddresses = {
  graphqlUrl: string
  cityUrl: string
  departuresUrl: string
  shown: ShownAddresses
  /** The folder of the city's archive. */
  archive: string
  tokens: { operator: string; approver: string }
}

/** The world of a running Headway in which a city and the departures process run. */
export function openWorld({ tokens, ...addresses }: WorldAddresses, plan: StoryPlan): World {
  const client = (token: string) =>
    createGraphqlClient({ url: addresses.graphqlUrl, token, timeoutMs: 20_000 })
  return {
    ...addresses,
    plan,
    operator: client(tokens.operator),
    approver: client(tokens.approver),
    dataset: `stop-visits-${cityName}`,
    model: `departures-${cityName}`,
  }
}
