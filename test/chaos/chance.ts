import { createHash } from 'node:crypto'

/** A number from 0 to 1 that follows from a seed and a name: the same moment in every run of a scenario. */
export function chance(seed: string, name: string): number {
  return createHash('sha256').update(`${seed} ${name}`).digest().readUInt32BE(0) / 2 ** 32
}
