import type { PredictionResolvers } from '../generated/graphql.ts'

export const Prediction: PredictionResolvers = {
  version: ({ versionId }) => ({ id: versionId }),
  outputs: ({ outputs }) =>
    outputs.map(({ name, values }) => ({
      name,
      values: Array.from(values, (value) => (Number.isNaN(value) ? null : value)),
    })),
}
