import { type GraphqlClient, GraphqlRequestError } from '@headway/client/graphql-client'
import { departuresModel } from '../departures-model.ts'
import { registerEndpointAndPipeline, registerModel } from '../evaluation/register.ts'

type Essence = {
  partitionedBy: string[]
  signature: { features: readonly string[]; outputs: { name: string }[] }
}

/**
 * Declares model, endpoint and pipeline, as often as one likes. Answers null, or why nothing can be trained: another
 * release declared the model otherwise, and a model keeps the definition it was registered with.
 */
export async function declareModel(operator: GraphqlClient, name: string): Promise<string | null> {
  try {
    await registerModel(operator, name)
  } catch (error) {
    if (!(error instanceof GraphqlRequestError && error.code === 'ALREADY_EXISTS')) throw error
    const difference = differenceOf(await findDefinition(operator, name), departuresModel(name))
    if (difference !== null)
      return `another release declared ${name} with ${difference}: it goes on predicting, and nothing is trained`
  }
  await registerEndpointAndPipeline(operator, name)
  return null
}

async function findDefinition(operator: GraphqlClient, name: string): Promise<Essence> {
  const { model } = await operator.request<{ model: Essence }>(
    `query ($name: String!) {
      model(name: $name) { partitionedBy signature { features outputs { name } } }
    }`,
    { name },
  )
  return model
}

/** What matters to rows and answers; a description may differ. */
function differenceOf(theirs: Essence, ours: Essence): string | null {
  if (theirs.partitionedBy.join() !== ours.partitionedBy.join())
    return `partitions by ${theirs.partitionedBy.join(', ')}`
  const outputs = (of: Essence) => of.signature.outputs.map(({ name }) => name)
  if (outputs(theirs).join() !== outputs(ours).join()) return `outputs ${outputs(theirs).join(', ')}`
  const [their, our] = [theirs.signature.features, ours.signature.features]
  if (their.join() === our.join()) return null
  const lacking = our.filter((feature) => !their.includes(feature))
  const beyond = their.filter((feature) => !our.includes(feature))
  const parts = [
    ...(lacking.length > 0 ? [`without ${lacking.join(', ')}`] : []),
    ...(beyond.length > 0 ? [`with ${beyond.join(', ')}`] : []),
  ]
  return `other features (${parts.join('; ') || 'in another order'})`
}
