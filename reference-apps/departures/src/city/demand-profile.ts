/** How busy the city is at an hour of the day, about 0.1 at night to 1.3 in the peaks. */
export function demandProfile(hour: number, weekend: boolean): number {
  if (weekend) return 0.15 + 0.35 * bell(hour, 13.5, 3)
  return 0.12 + 0.95 * bell(hour, 8.1, 0.9) + 0.3 * bell(hour, 12.5, 2) + 1.15 * bell(hour, 17.1, 1.2)
}

/** Steps of five minutes in which a day's conditions are told, for 30 hours. */
export const slotS = 300
export const slots = (30 * 3600) / slotS

/** The slot of a moment in seconds since the service day began. */
export function slotOf(at: number): number {
  return Math.min(slots - 1, Math.max(0, Math.floor(at / slotS)))
}

const profiles = [false, true].map((weekend) =>
  Float64Array.from({ length: slots }, (_, slot) => demandProfile(((slot + 0.5) * slotS) / 3600, weekend)),
)

/** The profile in slots. */
export function slotProfile(weekend: boolean): Float64Array {
  return profiles[weekend ? 1 : 0] as Float64Array
}

function bell(hour: number, centre: number, width: number): number {
  return Math.exp(-0.5 * ((hour - centre) / width) ** 2)
}
