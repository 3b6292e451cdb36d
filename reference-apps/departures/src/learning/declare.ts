import { type GraphqlClient, GraphqlRequestError } from '@headway/client/graphql-client'
import { departuresDataset } from '../departures-dataset.ts'
import { departuresRun } from '../departures-pipeline.ts'
import type { ContextFiles } from './archive-context.ts'
import { retraining } from './training-plan.ts'

export type HeadwayNames = { dataset: string; model: string }

/** What runs read beside the visits, by digest. */
export type RunFiles = ContextFiles & { earlier: string[] }

/** Declares the dataset; one that an earlier release declared otherwise is revised. */
export async function declareDataset(operator: GraphqlClient, name: string): Promise<void> {
  const declare = (mutation: string) =>
    operator.request(`mutation ($input: RegisterDatasetInput!) { ${mutation}(input: $input) { name } }`, {
      input: departuresDataset(name),
    })
  try {
    await declare('registerDataset')
  } catch (error) {
    const isOther = error instanceof GraphqlRequestError && error.code === 'ALREADY_EXISTS'
    if (!isOther) throw error
    await declare('reviseDataset')
  }
}

/** Lets what monitoring finds on the endpoint start runs that read these files beside the visits. */
export async function setTriggers(
  operator: GraphqlClient,
  names: HeadwayNames,
  given: RunFiles,
): Promise<void> {
  await operator.request(`mutation ($input: SetTriggerInput!) { setTrigger(input: $input) { name } }`, {
    input: trigger(names, given, 'drift', 'monitoring.drift.detected'),
  })
  await operator.request(`mutation ($input: SetTriggerInput!) { setTrigger(input: $input) { name } }`, {
    input: trigger(names, given, 'error', 'monitoring.performance.degraded'),
  })
}

/** Takes the triggers away, so that nothing is trained. */
export async function deleteTriggers(operator: GraphqlClient, { model }: HeadwayNames): Promise<void> {
  for (const kind of ['drift', 'error']) {
    await operator
      .request('mutation ($name: String!) { deleteTrigger(name: $name) }', { name: `${model}-${kind}` })
      .catch((error) => {
        if (!(error instanceof GraphqlRequestError && error.code === 'NOT_FOUND')) throw error
      })
  }
}

/** Has the endpoint watched day by day; NOT_FOUND until monitoring has heard of the endpoint. */
export async function configureMonitor(operator: GraphqlClient, { model }: HeadwayNames): Promise<void> {
  await operator.request(
    `mutation ($input: ConfigureMonitorInput!) { configureMonitor(input: $input) { model } }`,
    { input: { endpoint: model, output: 'p50', windowMinutes: 1440 } },
  )
}

/** What monitoring finds on the endpoint retrains the partitions that it names, on all days there are. */
function trigger({ dataset, model }: HeadwayNames, given: RunFiles, kind: string, event: string) {
  const { partitions: _, ...parameters } = departuresRun({
    visits: [],
    datasetVersions: [],
    ...given,
    ...retraining.run,
  })
  return {
    name: `${model}-${kind}`,
    pipeline: model,
    event,
    filter: { endpoint: model },
    parameters: {
      ...parameters,
      visits: { $ref: `dataset.${dataset}.files` },
      datasetVersions: [{ $ref: `dataset.${dataset}.version` }],
    },
    partitionsFrom: 'event.partitionsDigest',
    coolDownHours: retraining.coolDownHours,
    dailyPartitionBudget: retraining.dailyPartitionBudget,
  }
}
