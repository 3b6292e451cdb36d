import type { Context } from '../context.ts'
import { defaultOutput } from '../domain/monitor.ts'
import { defaultTestSettings } from '../domain/test-settings.ts'
import { findLiveVersion, lockModel } from '../store/live-versions.ts'
import { insertMonitor } from '../store/monitors.ts'

/** Begins to watch an endpoint; does nothing where it is watched already. */
export function createMonitor(
  { db, settings, now }: Context,
  endpoint: { endpoint: string; model: string },
): Promise<void> {
  return db.transaction().execute(async (tx) => {
    await lockModel(tx, endpoint.model)
    const live = await findLiveVersion(tx, endpoint.model)
    await insertMonitor(tx, {
      endpoint: endpoint.endpoint,
      model: endpoint.model,
      output: live ? defaultOutput(live.outputs) : null,
      liveVersionId: live?.versionId ?? null,
      liveRevision: live?.revision ?? 0,
      windowMinutes: settings.HEADWAY_WINDOW_MINUTES,
      windowOffsetMinutes: 0,
      outcomeWithinHours: settings.HEADWAY_OUTCOME_WITHIN_HOURS,
      tests: defaultTestSettings,
      predictedThrough: null,
      observedThrough: null,
      createdAt: now(),
      predictionCount: 0,
      outcomeCount: 0,
    })
  })
}
