/** Bins of a training profile: 15 edges at the training quantiles, 16 bins. */
export const binCount = 16
export const edgeCount = binCount - 1

/** The bin of `value`: how many of the `edgeCount` edges from `offset` on lie below it. */
export function binOf(edges: Float64Array, offset: number, value: number): number {
  let low = 0
  let high = edgeCount
  while (low < high) {
    const middle = (low + high) >> 1
    if ((edges[offset + middle] as number) < value) low = middle + 1
    else high = middle
  }
  return low
}
