import type { GraphqlClient } from '@headway/client/graphql-client'

/** What the graph tells of a story; runs and versions the oldest first. */
export type Seen = {
  runs: {
    id: string
    state: string
    trigger: string | null
    partitionCount: number | null
    modelVersion: { id: string } | null
    failure: { step: string | null; reason: string } | null
  }[]
  versions: { id: string; approval: { decision: string; decidedBy: string } | null }[]
  champion: { id: string; summary: { changedCount: number; inheritedCount: number } }
  alerts: { kind: string; check: string | null }[]
  faults: { windowStart: string; faults: { nodes: { partition: string }[] } }[]
  retrainings: { partition: string; dataTime: string }[]
}

export async function readSeen(graph: GraphqlClient, model: string): Promise<Seen> {
  const answer = await graph.request<{
    pipelineRuns: { nodes: Seen['runs'] }
    pipeline: { retrainings: { nodes: Seen['retrainings'] } }
    model: { versions: { edges: { node: Seen['versions'][number] }[] }; champion: Seen['champion'] }
    alerts: { nodes: Seen['alerts'] }
    monitor: { dataQualityReports: { nodes: Seen['faults'] } }
  }>(
    `query ($model: String!) {
      pipelineRuns(pipeline: $model, first: 50) { nodes {
        id state trigger partitionCount modelVersion { id } failure { step reason }
      } }
      pipeline(name: $model) { retrainings(first: 500) { nodes { partition dataTime } } }
      model(name: $model) {
        versions(first: 50) { edges { node { id approval { decision decidedBy } } } }
        champion { id summary { changedCount inheritedCount } }
      }
      alerts(endpoint: $model, first: 50) { nodes { kind check } }
      monitor(endpoint: $model) {
        dataQualityReports(affected: true, first: 50) {
          nodes { windowStart faults(check: CLOCK, first: 500) { nodes { partition } } }
        }
      }
    }`,
    { model },
  )
  return {
    runs: answer.pipelineRuns.nodes.toReversed(),
    versions: answer.model.versions.edges.map(({ node }) => node).toReversed(),
    champion: answer.model.champion,
    alerts: answer.alerts.nodes,
    faults: answer.monitor.dataQualityReports.nodes,
    retrainings: answer.pipeline.retrainings.nodes,
  }
}
