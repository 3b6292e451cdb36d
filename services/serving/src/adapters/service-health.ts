import type { Adapters } from './open-adapters.ts'

const staleMs = 10_000
const recentMs = 60_000

/** Serving is ready without its database; these lines say what it answers from and whether it follows the aliases. */
export function serviceHealth({ fleet, predictor, predictionLog, followState, allocator }: Adapters) {
  return {
    models: () => {
      const { sessions, compiled } = predictor
      const held = sessions.heldCount + compiled.heldCount
      const loaded = sessions.counts.models + compiled.heldCount
      return {
        ok: true,
        detail: `${fleet.list().length} endpoints, ${held} models, ${loaded} of them in memory`,
      }
    },
    allocator: () => ({ ok: true, detail: allocator }),
    following: () => {
      const { lastReadAt } = followState
      const age = lastReadAt === null ? Number.POSITIVE_INFINITY : Date.now() - lastReadAt.getTime()
      return age < staleMs
        ? { ok: true, detail: 'follows the aliases' }
        : { ok: false, detail: 'serves what it served last: the desired state cannot be read' }
    },
    predictionLog: () => ({
      ok: !predictionLog.droppedWithin(recentMs),
      detail: `${predictionLog.droppedRows} rows dropped`,
    }),
  }
}
