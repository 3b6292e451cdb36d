/** The middle of the values, NaN without any; sorts them in place. */
export function median(values: Float64Array): number {
  values.sort()
  const { length } = values
  const upper = values[length >> 1] ?? Number.NaN
  return length % 2 === 1 ? upper : ((values[(length >> 1) - 1] ?? Number.NaN) + upper) / 2
}
