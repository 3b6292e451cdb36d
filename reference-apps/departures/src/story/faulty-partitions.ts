import type { GraphqlClient } from '@headway/client/graphql-client'

/** The partitions whose clocks a window of the endpoint found wrong, by canonical key. */
export async function partitionsWithWrongClocks(
  operator: GraphqlClient,
  endpoint: string,
): Promise<{ windowStart: string; partitions: string[] } | undefined> {
  const { monitor } = await operator.request<{
    monitor: {
      dataQualityReports: {
        nodes: { windowStart: string; isFinal: boolean; faults: { nodes: { partition: string }[] } }[]
      }
    } | null
  }>(
    `query ($endpoint: String!) {
      monitor(endpoint: $endpoint) {
        dataQualityReports(affected: true, first: 10) {
          nodes { windowStart isFinal faults(check: CLOCK, first: 500) { nodes { partition } } }
        }
      }
    }`,
    { endpoint },
  )
  const found = monitor?.dataQualityReports.nodes.find(
    ({ isFinal, faults }) => isFinal && faults.nodes.length > 0,
  )
  return (
    found && {
      windowStart: found.windowStart,
      partitions: found.faults.nodes.map(({ partition }) => partition),
    }
  )
}

/** The partitions that triggers had retrained for data after a time (ISO 8601), by canonical key. */
export async function retrainedAfter(
  operator: GraphqlClient,
  pipeline: string,
  time: string,
): Promise<string[]> {
  const { pipeline: seen } = await operator.request<{
    pipeline: { retrainings: { nodes: { partition: string; dataTime: string }[] } } | null
  }>(
    `query ($pipeline: String!) {
      pipeline(name: $pipeline) { retrainings(first: 500) { nodes { partition dataTime } } }
    }`,
    { pipeline },
  )
  return (seen?.retrainings.nodes ?? [])
    .filter(({ dataTime }) => dataTime > time)
    .map(({ partition }) => partition)
}
