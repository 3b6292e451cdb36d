import type { Feeds } from './session.ts'
import type { Signature } from './signature.ts'

/**
 * The inputs of a model for some rows of a row-major matrix of its features, in their order: one tensor [rows, features],
 * or each feature in a tensor of its own, as the signature says.
 */
export function featureFeeds(
  { inputs, features: names }: Pick<Signature, 'inputs' | 'features'>,
  features: Float32Array,
  rows: number,
): Feeds {
  const [only] = inputs
  const width = names.length
  if (inputs.length === 1 && only && !(width === 1 && names[0] === only.name)) {
    return { [only.name]: { data: features, dims: [rows, width] } }
  }
  const feeds: Feeds = {}
  for (const [column, name] of names.entries()) {
    const data = new Float32Array(rows)
    for (let row = 0; row < rows; row++) data[row] = features[row * width + column] ?? Number.NaN
    const dimensions = inputs.find((input) => input.name === name)?.shape.length ?? 1
    feeds[name] = { data, dims: dimensions === 2 ? [rows, 1] : [rows] }
  }
  return feeds
}
