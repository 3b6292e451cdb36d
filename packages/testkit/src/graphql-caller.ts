import type { TestActor, TestIdentity } from './test-identity.ts'

/** An error as a GraphQL client sees it. */
export type GraphqlError = {
  message: string
  path?: (string | number)[]
  extensions?: { code?: string; field?: string; value?: unknown; expected?: unknown; details?: unknown }
}

export type GraphqlAnswer<Data> = { data: Data | null; errors?: GraphqlError[] }

/** Speaks GraphQL to a subgraph, as an admin unless `as` says who. */
export type GraphqlCaller = {
  /** The whole answer, errors included. */
  graphql: <Data = Record<string, unknown>>(
    query: string,
    variables?: Record<string, unknown>,
    options?: { as?: TestActor },
  ) => Promise<GraphqlAnswer<Data>>
  /** The data alone; throws when there are errors. */
  data: <Data = Record<string, unknown>>(
    query: string,
    variables?: Record<string, unknown>,
    options?: { as?: TestActor },
  ) => Promise<Data>
}

export function graphqlCaller(url: string, identity: TestIdentity): GraphqlCaller {
  const graphql: GraphqlCaller['graphql'] = async <Data>(
    query: string,
    variables: Record<string, unknown> = {},
    { as = 'admin' }: { as?: TestActor } = {},
  ) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await identity.internalToken(as)}`,
      },
      body: JSON.stringify({ query, variables }),
    })
    return (await response.json()) as GraphqlAnswer<Data>
  }
  return {
    graphql,
    async data<Data>(query: string, variables?: Record<string, unknown>, options?: { as?: TestActor }) {
      const answer = await graphql<Data>(query, variables, options)
      if (answer.errors || answer.data === null) {
        throw new Error(`GraphQL answered ${JSON.stringify(answer.errors ?? answer)}`)
      }
      return answer.data
    },
  }
}
