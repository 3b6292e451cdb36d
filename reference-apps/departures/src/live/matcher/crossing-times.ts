/** When a vehicle came to a stop and left it (epoch s). */
export type Crossing = { place: number; arrivedS: number; departedS: number }

/**
 * When a vehicle came by the stops between two fixes: it moves at `speed` (m/s), or faster where it must, and what time
 * is left it stands at the stops, at each as long. `standsAt` is the stop at which it stands at the end, which takes
 * its share; its departure is not known yet (NaN).
 */
export function crossingTimes(
  from: { atS: number; along: number },
  to: { atS: number; along: number },
  stops: readonly { place: number; along: number }[],
  standsAt: { place: number; along: number } | null,
  speed: number,
): Crossing[] {
  const seconds = to.atS - from.atS
  const metres = Math.max(0, to.along - from.along)
  const pace = Math.min(1 / speed, metres > 0 ? seconds / metres : 1 / speed)
  const halts = stops.length + (standsAt ? 1 : 0)
  const halt = halts > 0 ? (seconds - metres * pace) / halts : 0
  const at = (along: number, haltsBefore: number) =>
    from.atS + Math.max(0, Math.min(metres, along - from.along)) * pace + haltsBefore * halt
  const crossings = stops.map(({ place, along }, k) => ({
    place,
    arrivedS: at(along, k),
    departedS: at(along, k + 1),
  }))
  if (standsAt) {
    crossings.push({
      place: standsAt.place,
      arrivedS: at(standsAt.along, stops.length),
      departedS: Number.NaN,
    })
  }
  return crossings
}
