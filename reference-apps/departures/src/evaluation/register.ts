import { setTimeout as sleep } from 'node:timers/promises'
import { type GraphqlClient, GraphqlRequestError } from '@headway/client/graphql-client'
import { departuresDataset } from '../departures-dataset.ts'
import { departuresModel } from '../departures-model.ts'
import { departuresPipeline } from '../departures-pipeline.ts'

/** What a TIDES package is called in Headway; the model, its pipeline and its endpoint share one name. */
export type Names = { dataset: string; model: string }

/** Names that hold only what names may hold; packages of different names do not meet. */
export function namesOf(packageName: string): Names {
  const slug = packageName
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40)
  return { dataset: `stop-visits-${slug || 'package'}`, model: `departures-${slug || 'package'}` }
}

export type DatasetVersion = {
  id: string
  rowCount: number
  quarantinedRowCount: number
  quarantinedByReason: { expectation: string; rowCount: number }[]
  partitionCount: number
  files: { digest: string }[]
}

/** Declares the dataset and registers the canonical visits with that digest as a version of it. */
export async function registerVisits(
  operator: GraphqlClient,
  dataset: string,
  digest: string,
): Promise<DatasetVersion> {
  await declareDataset(operator, dataset)
  const input = { dataset, source: { artifacts: [digest] }, idempotencyKey: `visits-${digest}` }
  const { registerDatasetVersion } = await whilePatient(() =>
    operator.request<{ registerDatasetVersion: DatasetVersion }>(
      `mutation ($input: RegisterDatasetVersionInput!) {
        registerDatasetVersion(input: $input) {
          id rowCount quarantinedRowCount quarantinedByReason { expectation rowCount } partitionCount
          files { digest }
        }
      }`,
      { input },
    ),
  )
  return registerDatasetVersion
}

/** Declares the dataset; one that an earlier release declared otherwise is revised. */
async function declareDataset(operator: GraphqlClient, name: string): Promise<void> {
  const declare = (mutation: string) =>
    operator.request(`mutation ($input: RegisterDatasetInput!) { ${mutation}(input: $input) { name } }`, {
      input: departuresDataset(name),
    })
  await declare('registerDataset').catch((error) => {
    if (error instanceof GraphqlRequestError && error.code === 'ALREADY_EXISTS')
      return declare('reviseDataset')
    throw error
  })
}

/** Registers the model; ALREADY_EXISTS when there is another one of the name. */
export async function registerModel(operator: GraphqlClient, model: string): Promise<void> {
  await operator.request(`mutation ($input: RegisterModelInput!) { registerModel(input: $input) { name } }`, {
    input: departuresModel(model),
  })
}

/** Makes the model's endpoint and pipeline; what exists already stays as it is. */
export async function registerEndpointAndPipeline(operator: GraphqlClient, model: string): Promise<void> {
  await operator.request(
    `mutation ($input: CreateEndpointInput!) { createEndpoint(input: $input) { name } }`,
    {
      input: { name: model, model },
    },
  )
  await whilePatient(() =>
    operator.request(
      `mutation ($input: RegisterPipelineInput!) { registerPipeline(input: $input) { name } }`,
      {
        input: { name: model, definition: departuresPipeline({ model, endpoint: model }) },
      },
    ),
  )
}

const patienceMs = 10 * 60_000

/**
 * Asks again while the answer is late or a step is not announced yet. The idempotency key makes asking again the same
 * request.
 */
async function whilePatient<Result>(ask: () => Promise<Result>): Promise<Result> {
  const until = Date.now() + patienceMs
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (Date.now() > until || !isTransient(error)) throw error
      await sleep(1000)
    }
  }
}

function isTransient(error: unknown): boolean {
  if (error instanceof GraphqlRequestError) {
    const [problem] = error.problems
    const notAnnounced = problem?.extensions?.field?.endsWith('.uses') ?? false
    return problem?.extensions?.code === 'UNAVAILABLE' || notAnnounced
  }
  return error instanceof Error && error.name === 'TimeoutError'
}
