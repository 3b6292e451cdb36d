/**
 * q-values of a family of tests: what is at most r is found, and of what is found a share of at most r is false on
 * average (Benjamini and Hochberg 1995, Journal of the Royal Statistical Society B 57, 289–300). Holds for independent and
 * for positively dependent tests (Benjamini and Yekutieli 2001).
 */
export function benjaminiHochberg(pValues: ArrayLike<number>): Float64Array {
  const count = pValues.length
  const order = Uint32Array.from({ length: count }, (_, at) => at).sort(
    (a, b) => (pValues[a] as number) - (pValues[b] as number),
  )
  const qValues = new Float64Array(count)
  let least = 1
  for (let rank = count; rank >= 1; rank--) {
    const at = order[rank - 1] as number
    least = Math.min(least, ((pValues[at] as number) * count) / rank)
    qValues[at] = least
  }
  return qValues
}
