/** The value, or 0 where it is unknown (NaN): no NaN reaches a model. */
export function orZero(value: number): number {
  return Number.isNaN(value) ? 0 : value
}
