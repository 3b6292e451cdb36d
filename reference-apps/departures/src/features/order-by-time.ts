const places = 2 ** 21

/**
 * The chosen places of `times` in the order of time, equal times in the order of place. Whole seconds are sorted as
 * numbers that hold both, which is much faster than by comparing.
 */
export function orderByTime(times: Float64Array, isChosen: (place: number) => boolean): Int32Array {
  const keys = new Float64Array(times.length)
  const chosen = new Int32Array(times.length)
  let n = 0
  let whole = times.length <= places
  for (let place = 0; place < times.length; place++) {
    if (!isChosen(place)) continue
    whole &&= Number.isInteger(times[place]!)
    keys[n] = times[place]! * places + place
    chosen[n++] = place
  }
  if (!whole) return chosen.slice(0, n).sort((a, b) => times[a]! - times[b]! || a - b)
  const sorted = keys.subarray(0, n).sort()
  return Int32Array.from(sorted, (key) => key - Math.floor(key / places) * places)
}
