import type { BenchHeadway } from './bench-headway.ts'

const node = `edges { cursor node { id key verdict primaryMetric metrics changed pinned trainedRows } }`

/** What people and the console ask of versions with many partitions, through the gateway. */
export function askVersions({ operator, approver }: BenchHeadway, model: string) {
  const id = (version: number) => `${model}/${version}`
  const page = (version: number, variables: Record<string, unknown>) =>
    operator.request(
      `query ($id: ID!, $filter: PartitionFilter, $orderBy: PartitionOrder) { modelVersion(id: $id) {
        partitions(filter: $filter, orderBy: $orderBy) { ${node} pageInfo { endCursor } } } }`,
      { id: id(version), ...variables },
    )
  return {
    summary: (version: number) =>
      operator.request(
        `query ($id: ID!) { modelVersion(id: $id) { id state createdAt parent { id } summary {
          partitionCount changedCount verdicts { better worse } primaryMetric { median p90 } } } }`,
        { id: id(version) },
      ),
    worseOfPrefix: (version: number, keyPrefix: string) =>
      page(version, { filter: { verdict: 'WORSE', keyPrefix } }),
    inRange: (version: number, min: number) => page(version, { filter: { metric: { min } } }),
    inRangeOfAnother: (version: number, min: number) =>
      page(version, { filter: { metric: { name: 'p90', min } } }),
    changed: (version: number) => page(version, { filter: { changed: true } }),
    worstFirst: (version: number) => page(version, { orderBy: 'WORST_FIRST' }),
    worstOfVerdict: (version: number) =>
      page(version, { orderBy: 'WORST_FIRST', filter: { verdict: 'WORSE' } }),
    difference: (from: number, to: number) =>
      operator.request(
        `query ($from: ID!, $to: ID!) { compareModelVersions(from: $from, to: $to) {
          addedCount removedCount changedCount improvedCount worsenedCount
          partitions { edges { node { key change metricDifference } } } } }`,
        { from: id(from), to: id(to) },
      ),
    versions: () =>
      operator.request(
        `query ($model: String!) { model(name: $model) {
          versions(state: APPROVED) { edges { node { id state summary { changedCount } } } } } }`,
        { model },
      ),
    moveChampion: (version: number) =>
      approver.request(
        `mutation ($model: String!, $version: ID!) {
          moveAlias(model: $model, alias: "champion", version: $version, reason: "bench") { revision } }`,
        { model, version: id(version) },
      ),
    rollBackChampion: () =>
      operator.request(
        'mutation ($model: String!) { rollBackAlias(model: $model, alias: "champion", reason: "bench") { revision } }',
        { model },
      ),
  }
}
