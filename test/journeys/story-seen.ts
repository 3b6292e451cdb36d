import type { GraphqlClient } from '@headway/client/graphql-client'

/** What the graph tells of a story, oldest first. */
export type Seen = {
  runs: { id: string; state: string; trigger: string | null; modelVersion: { id: string } | null }[]
  versions: { id: string; approval: { decision: string; decidedBy: string } | null }[]
  live: {
    id: string
    parent: { id: string } | null
    summary: { changedCount: number; inheritedCount: number }
  }
  alerts: { kind: string; check: string | null }[]
}

export async function readSeen(graph: GraphqlClient, model: string): Promise<Seen> {
  const answer = await graph.request<{
    pipelineRuns: { nodes: Seen['runs'] }
    model: { versions: { edges: { node: Seen['versions'][number] }[] }; champion: Seen['live'] }
    alerts: { nodes: Seen['alerts'] }
  }>(
    `query ($model: String!) {
      pipelineRuns(pipeline: $model, first: 50) { nodes { id state trigger modelVersion { id } } }
      model(name: $model) {
        versions(first: 50) { edges { node { id approval { decision decidedBy } } } }
        champion { id parent { id } summary { changedCount inheritedCount } }
      }
      alerts(endpoint: $model, first: 50) { nodes { kind check } }
    }`,
    { model },
  )
  return {
    runs: answer.pipelineRuns.nodes.toReversed(),
    versions: answer.model.versions.edges.map(({ node }) => node).toReversed(),
    live: answer.model.champion,
    alerts: answer.alerts.nodes,
  }
}
