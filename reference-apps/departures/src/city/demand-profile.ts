/** How busy the city is at an hour of the day, about 0.1 at night to 1.3 in the peaks. */
export function demandProfile(hour: number, weekend: boolean): number {
  if (weekend) return 0.15 + 0.35 * bell(hour, 13.5, 3)
  return 0.12 + 0.95 * bell(hour, 8.1, 0.9) + 0.3 * bell(hour, 12.5, 2) + 1.15 * bell(hour, 17.1, 1.2)
}

function bell(hour: number, centre: number, width: number): number {
  return Math.exp(-0.5 * ((hour - centre) / width) ** 2)
}
