/** What a baseline needs to know of a model: see the manifest's model definition. */
type BaselineModel = {
  features: readonly string[]
  outputs: readonly { name: string }[]
  baseline: readonly {
    output: string
    constant: number
    terms: readonly { feature: string; weight: number }[]
  }[]
}

/** Answers the given rows of each output by the model's baseline, in place, from a row-major matrix; an output without one stays as it is. */
export function answerByBaseline(
  { features, outputs, baseline }: BaselineModel,
  { values, width }: { values: Float32Array; width: number },
  rows: readonly number[],
  targets: readonly Float32Array[],
): void {
  for (const { output, constant, terms } of baseline) {
    const target = targets[outputs.findIndex(({ name }) => name === output)]
    const columns = terms.map(({ feature, weight }) => ({ column: features.indexOf(feature), weight }))
    if (target === undefined) continue
    for (const row of rows) {
      let sum = constant
      for (const { column, weight } of columns) sum += weight * (values[row * width + column] ?? Number.NaN)
      target[row] = sum
    }
  }
}
