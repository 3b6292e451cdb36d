import type { ArtifactStore } from '@headway/artifacts/store'
import type { GraphqlClient } from '@headway/client/graphql-client'
import { departuresRun } from '../departures-pipeline.ts'
import { stepOutputs } from '../evaluation/run-pipeline.ts'
import type { HistoryFiles } from '../history/history-file.ts'
import type { ContextFiles } from './archive-context.ts'
import type { RegisteredVersion } from './register-version.ts'
import { firstTraining } from './training-plan.ts'

export type RunSeen = {
  id: string
  state: string
  failure: { step: string | null; reason: string } | null
}

/** Starts the run that trains a first fleet; asked again for the same version it is the same run. */
export async function startFirstRun(
  operator: GraphqlClient,
  pipeline: string,
  version: RegisteredVersion,
  { days, context, rows }: { days: number; context: ContextFiles; rows: number },
): Promise<string> {
  const parameters = departuresRun({
    visits: version.files,
    datasetVersions: [version.id],
    ...context,
    ...firstTraining(days, rows),
  })
  const { startRun } = await operator.request<{ startRun: { id: string } }>(
    `mutation ($input: StartRunInput!) { startRun(input: $input) { id } }`,
    { input: { pipeline, parameters, idempotencyKey: `first-${version.id}` } },
  )
  return startRun.id
}

/** How a run stands; undefined where it is not known. */
export async function findRun(operator: GraphqlClient, id: string): Promise<RunSeen | undefined> {
  const { pipelineRun } = await operator.request<{ pipelineRun: RunSeen | null }>(
    `query ($id: ID!) { pipelineRun(id: $id) { id state failure { step reason } } }`,
    { id },
  )
  return pipelineRun ?? undefined
}

/** Where the run wrote what all its days teach, as soon as it has prepared its rows; undefined before. */
export async function historyOfRun(
  operator: GraphqlClient,
  artifacts: ArtifactStore,
  id: string,
  through: string,
): Promise<HistoryFiles | undefined> {
  const [prepared] = await stepOutputs(operator, id, 'prepare').catch(() => [])
  const { visitHistory, pairHistory, travelHistory } = prepared ?? {}
  if (!visitHistory || !pairHistory || !travelHistory) return undefined
  return {
    visits: await artifacts.path(visitHistory.digest),
    pairs: await artifacts.path(pairHistory.digest),
    travels: await artifacts.path(travelHistory.digest),
    through,
  }
}

export type ServedModel = { champion: string | null; features: readonly string[] }

/** The version that answers, by the alias `champion`, and what it takes; undefined while there is no such model. */
export async function findModel(operator: GraphqlClient, name: string): Promise<ServedModel | undefined> {
  const { model } = await operator.request<{
    model: { champion: { id: string } | null; signature: { features: string[] } } | null
  }>(`query ($name: String!) { model(name: $name) { champion { id } signature { features } } }`, { name })
  return model ? { champion: model.champion?.id ?? null, features: model.signature.features } : undefined
}

/** The digest of what the run prepared of all partitions; null before that. */
export async function preparedByRun(operator: GraphqlClient, id: string): Promise<string | null> {
  const [prepared] = await stepOutputs(operator, id, 'prepare').catch(() => [])
  return prepared?.prepared?.digest ?? null
}
