import type { VariantRole } from './endpoint.ts'

type Weighted = { name: string; role: VariantRole; weight: number | null }

/**
 * Where a partition of an endpoint lies in [0, 1): the same for every request and replica, so that a variant that takes a
 * share keeps its partitions, and keeps them when its share grows. FNV-1a, mixed as in MurmurHash3.
 */
export function positionOf(endpoint: string, partition: string): number {
  let hash = 0x811c9dc5
  const text = `${endpoint}\n${partition}`
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}

/** Rows that one variant answers. */
export type TrafficShare<V> = { variant: V; rows: number[] }

/** Parts a request's rows between the primary variant and its canaries, by partition; without canaries, all to the primary. */
export function partTraffic<V extends Weighted>(
  endpoint: string,
  primary: V,
  variants: readonly V[],
  partitions: readonly string[],
): TrafficShare<V>[] {
  const canaries = variants.filter(({ role, weight }) => role === 'CANARY' && (weight ?? 0) > 0)
  const shares = [primary, ...canaries].map((variant): TrafficShare<V> => ({ variant, rows: [] }))
  for (const [row, partition] of partitions.entries()) {
    const position = canaries.length === 0 ? 1 : positionOf(endpoint, partition)
    let end = 0
    const canary = canaries.findIndex(({ weight }) => {
      end += weight ?? 0
      return position < end
    })
    shares[canary + 1]?.rows.push(row)
  }
  return shares.filter(({ rows }, index) => index === 0 || rows.length > 0)
}

/** The rows that a shadow answers too. */
export function shadowedRows(
  endpoint: string,
  { name, weight }: Weighted,
  partitions: readonly string[],
): number[] {
  const share = weight ?? 0
  const isIn = (partition: string) => share >= 1 || positionOf(`${endpoint}/${name}`, partition) < share
  return partitions.flatMap((partition, row) => (isIn(partition) ? [row] : []))
}
