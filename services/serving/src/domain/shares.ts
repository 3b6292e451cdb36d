import { rendezvousOwner } from '@headway/artifacts/rendezvous'
import type { ModelPlace, Route } from './routing.ts'

const pooled = 'pooled:'

/**
 * The rows whose model another replica owns, by replica. A model's owner follows from its partition key and the replicas
 * that live. What the compiled engine or the baseline answers has no owner: every replica holds it.
 */
export function rowsOfOthers(
  partitions: readonly string[],
  routes: readonly Route[],
  { self, others }: { self: string; others: readonly string[] },
): Map<string, Int32Array> {
  const replicas = [self, ...others]
  const owners = new Map<ModelPlace, string>()
  const rows = new Map<string, number[]>()
  for (const [row, { place, source }] of routes.entries()) {
    if (place === null || place.thread === null) continue
    let owner = owners.get(place)
    if (owner === undefined) {
      const key = source.startsWith(pooled) ? source.slice(pooled.length) : (partitions[row] ?? '')
      owner = rendezvousOwner(key, replicas) ?? self
      owners.set(place, owner)
    }
    if (owner === self) continue
    const found = rows.get(owner)
    if (found) found.push(row)
    else rows.set(owner, [row])
  }
  return new Map([...rows].map(([owner, list]) => [owner, Int32Array.from(list)]))
}
