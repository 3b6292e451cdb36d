import type { Context } from '../context.ts'

/** What this process holds and what it did since it began; sizes in bytes. */
export function describeReplica({ predictor, replica, allocator }: Context) {
  const { heldCount, counts } = predictor.sessions
  const limit = predictor.residentLimitBytes
  return {
    id: replica,
    heldCount,
    loadedCount: counts.models,
    residentBytes: counts.bytes,
    residentLimitBytes: Number.isFinite(limit) ? limit : null,
    processBytes: process.memoryUsage.rss(),
    loadCount: counts.loads,
    evictionCount: counts.evictions,
    missCount: counts.misses,
    missMs: counts.reloadMs,
    allocator,
  }
}
