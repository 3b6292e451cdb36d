/** The q-quantile (0 to 1) of the first n values, interpolated; reorders them. NaN when there are none. */
export function quantileInPlace(values: Float32Array | Float64Array, n: number, q: number): number {
  if (n === 0) return Number.NaN
  const place = q * (n - 1)
  const low = Math.floor(place)
  const value = select(values, n, low)
  if (low === place) return value
  let next = Number.POSITIVE_INFINITY
  for (let k = low + 1; k < n; k++) if (values[k]! < next) next = values[k]!
  return value + (place - low) * (next - value)
}

/** Puts the k-th smallest of the first n values in its place, smaller ones before it, and returns it (Hoare). */
function select(values: Float32Array | Float64Array, n: number, k: number): number {
  let low = 0
  let high = n - 1
  while (low < high) {
    const pivot = values[(low + high) >> 1]!
    let i = low
    let j = high
    while (i <= j) {
      while (values[i]! < pivot) i++
      while (values[j]! > pivot) j--
      if (i <= j) {
        const swapped = values[i]!
        values[i] = values[j]!
        values[j] = swapped
        i++
        j--
      }
    }
    if (k <= j) high = j
    else if (k >= i) low = i
    else break
  }
  return values[k]!
}
