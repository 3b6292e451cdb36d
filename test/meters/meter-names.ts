/** The partitions of the fleet: `1` to `12`. */
export const meters: readonly string[] = Array.from({ length: 12 }, (_, index) => String(index + 1))
