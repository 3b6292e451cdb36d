import type { Context } from '../context.ts'

/** What this process holds and what it did since it began; sizes in bytes. */
export function describeReplica({ predictor, replica, allocator }: Context) {
  const { sessions, compiled } = predictor
  const { counts } = sessions
  const limit = predictor.residentLimitBytes
  return {
    id: replica,
    heldCount: sessions.heldCount + compiled.heldCount,
    loadedCount: counts.models + compiled.heldCount,
    compiledCount: compiled.heldCount,
    residentBytes: counts.bytes + compiled.bytes,
    compiledBytes: compiled.bytes,
    residentLimitBytes: Number.isFinite(limit) ? limit : null,
    processBytes: process.memoryUsage.rss(),
    loadCount: counts.loads,
    evictionCount: counts.evictions,
    missCount: counts.misses,
    missMs: counts.reloadMs,
    allocator,
  }
}
