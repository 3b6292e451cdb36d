import type { GraphqlClient } from '@headway/client/graphql-client'

export type VersionSeen = {
  id: string
  state: 'CANDIDATE' | 'APPROVED' | 'REJECTED'
  needsApproval: boolean
  requestedBy: string
  exceptions: string[]
  metrics: Record<string, number>
  parent: { id: string } | null
  rebasedAs: { id: string } | null
  gate: {
    better: number
    nonInferior: number
    worse: number
    tooLittleData: number
    fleetPassed: boolean
  } | null
  approval: { decidedBy: string; reason: string; decidedAt: string } | null
  summary: {
    partitionCount: number
    changedCount: number
    inheritedCount: number
    artifactBytes: number
    primaryMetric: { mean: number; median: number; p90: number } | null
  }
}

const fields = `id state needsApproval requestedBy exceptions metrics parent { id } rebasedAs { id }
  gate { better nonInferior worse tooLittleData fleetPassed }
  approval { decidedBy reason decidedAt }
  summary { partitionCount changedCount inheritedCount artifactBytes primaryMetric { mean median p90 } }`

export async function findVersion(operator: GraphqlClient, id: string): Promise<VersionSeen | undefined> {
  const { modelVersion } = await operator.request<{ modelVersion: VersionSeen | null }>(
    `query ($id: ID!) { modelVersion(id: $id) { ${fields} } }`,
    { id },
  )
  return modelVersion ?? undefined
}

export type RolloutSeen = {
  id: string
  role: 'PRIMARY' | 'CHALLENGER'
  state: 'PENDING' | 'LOADING' | 'COMPLETED' | 'FAILED' | 'SUPERSEDED'
  toLoadCount: number
  loadedCount: number
  failure: { code: string; reason: string; partition: string | null } | null
  replicas: { durationMs: number | null; reusedCount: number }[]
}

/** How a version came to an endpoint, and what answers there now. */
export async function findRollouts(
  operator: GraphqlClient,
  endpoint: string,
  version: string,
): Promise<{ live: string | undefined; rollouts: RolloutSeen[] }> {
  const answer = await operator.request<{
    endpoint: { liveVersion: { id: string } | null } | null
    modelVersion: { rollouts: { nodes: RolloutSeen[] } | null } | null
  }>(
    `query ($endpoint: String!, $version: ID!) {
      endpoint(name: $endpoint) { liveVersion { id } }
      modelVersion(id: $version) {
        rollouts(first: 10) {
          nodes {
            id role state toLoadCount loadedCount failure { code reason partition }
            replicas { durationMs reusedCount }
          }
        }
      }
    }`,
    { endpoint, version },
  )
  return {
    live: answer.endpoint?.liveVersion?.id,
    rollouts: answer.modelVersion?.rollouts?.nodes ?? [],
  }
}
