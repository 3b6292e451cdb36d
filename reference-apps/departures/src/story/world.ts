import type { GraphqlClient } from '@headway/client/graphql-client'
import type { StoryPlan } from './story-plan.ts'

/** Where people reach what the narrator speaks of. */
export type ShownAddresses = { graphiqlUrl: string; cityUrl: string; departuresUrl: string }

/** What the narrator sees and moves: the graph as two persons, the city and the departures process. */
export type World = {
  plan: StoryPlan
  operator: GraphqlClient
  approver: GraphqlClient
  graphqlUrl: string
  cityUrl: string
  departuresUrl: string
  shown: ShownAddresses
  /** The city's archive of ended days. */
  archive: string
  /** The dataset's name, and the one name of model, pipeline and endpoint. */
  dataset: string
  model: string
}
