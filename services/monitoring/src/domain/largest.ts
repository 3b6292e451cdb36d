/** The largest of the values; undefined without any. */
export function largest(values: ArrayLike<number>): number | undefined {
  let found: number | undefined
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number
    if (found === undefined || value > found) found = value
  }
  return found
}
