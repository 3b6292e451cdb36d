import type { ModelDefinition } from '../domain/model.ts'
import type { RegisterModelInput } from '../generated/graphql.ts'

/** A registration in the domain's words: what GraphQL leaves out has its default. */
export function readDefinition(input: RegisterModelInput): ModelDefinition {
  const { signature, primaryMetric } = input
  const tensor = ({ name, datatype, shape }: RegisterModelInput['signature']['inputs'][number]) => ({
    name,
    datatype,
    shape: [...shape],
  })
  return {
    name: input.name,
    description: input.description ?? '',
    owner: input.owner,
    partitionedBy: [...input.partitionedBy],
    signature: {
      inputs: signature.inputs.map(tensor),
      features: [...signature.features],
      outputs: signature.outputs.map(tensor),
    },
    primaryMetric: { name: primaryMetric.name, direction: primaryMetric.direction },
    baseline: (input.baseline ?? []).map(({ output, constant, terms }) => ({
      output,
      constant: constant ?? 0,
      terms: (terms ?? []).map(({ feature, weight }) => ({ feature, weight })),
    })),
  }
}
