/** Asks a version for all it came from and all it went to, and its dataset version for the way back. */
export const lineage = `query ($version: ID!, $dataset: ID!) {
  modelVersion(id: $version) {
    state requestedBy code
    run { id state requestedBy steps { name state } gate { fleetPassed better nonInferior worse tooLittleData } }
    datasetVersions(first: 5) { edges { node { id rowCount dataset { owner } } } }
    environment { runtime libraries(first: 5) { edges { node { name version } } } modelVersions { edges { node { id } } } }
    approval { decision decidedBy requestedBy reason }
    aliases { name revision }
    rollouts { nodes { endpointName role state } }
    servedBy { role liveVersion { id } endpoint { name monitor { outcomeCount } } }
    summary { partitionCount }
    partitions(first: 3) { edges { node { key sha256 introducedIn { id } run { id } pack { digest url } } } }
  }
  datasetVersion(id: $dataset) { modelVersions { edges { node { id run { id } } } } }
}`

export type Lineage = {
  modelVersion: {
    code: string
    run: { id: string; steps: { name: string; state: string }[] }
    environment: { runtime: string; libraries: { edges: object[] } }
    aliases: { name: string; revision: number }[]
    rollouts: { nodes: { role: string; state: string }[] }
    servedBy: { role: string }[]
    summary: { partitionCount: number }
    partitions: { edges: { node: object }[] }
  }
  datasetVersion: { modelVersions: { edges: object[] } }
}
