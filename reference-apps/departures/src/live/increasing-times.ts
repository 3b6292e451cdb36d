/**
 * The strictly increasing times nearest to the given ones (least squares), in whole seconds with at least a second
 * between two of them and none before `least`: pool adjacent violators (Ayer et al. 1955) on the times less the gaps
 * that they must keep. Times are seconds.
 */
export function increasingTimes(times: ArrayLike<number>, least = Number.NEGATIVE_INFINITY): number[] {
  const means: number[] = []
  const sizes: number[] = []
  for (let k = 0; k < times.length; k++) {
    let mean = times[k]! - k
    let size = 1
    while (means.length > 0 && means.at(-1)! > mean) {
      const before = sizes.pop()!
      mean = (means.pop()! * before + mean * size) / (before + size)
      size += before
    }
    means.push(mean)
    sizes.push(size)
  }
  const bound = Math.ceil(least)
  const result: number[] = []
  for (const [block, size] of sizes.entries()) {
    const time = Math.max(Math.round(means[block]!), bound)
    for (let k = 0; k < size; k++) result.push(time + result.length)
  }
  return result
}
