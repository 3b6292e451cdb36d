import { acknowledgeAlert } from '../commands/acknowledge-alert.ts'
import { checkMonitor } from '../commands/check-monitor.ts'
import { configureMonitor } from '../commands/configure-monitor.ts'
import { endSilence, silenceAlerts } from '../commands/silence-alerts.ts'
import type { MutationResolvers } from '../generated/graphql.ts'

export const Mutation: MutationResolvers = {
  configureMonitor: (_, { input: { endpoint, ...change } }, context) =>
    configureMonitor(context, endpoint, {
      output: change.output ?? undefined,
      windowMinutes: change.windowMinutes ?? undefined,
      windowOffsetMinutes: change.windowOffsetMinutes ?? undefined,
      outcomeWithinHours: change.outcomeWithinHours ?? undefined,
      rate: change.rate ?? undefined,
      leastDistance: change.leastDistance ?? undefined,
      leastRatio: change.leastRatio ?? undefined,
      confirmWindows: change.confirmWindows ?? undefined,
      graceMinutes: change.graceMinutes ?? undefined,
      minimumRows: change.minimumRows ?? undefined,
      clockToleranceSeconds: change.clockToleranceSeconds ?? undefined,
      testDrift: change.testDrift ?? undefined,
      testPerformance: change.testPerformance ?? undefined,
      testDataQuality: change.testDataQuality ?? undefined,
    }),
  checkMonitor: (_, { endpoint, completeThrough }, context) =>
    checkMonitor(context, endpoint, completeThrough ?? undefined),
  acknowledgeAlert: (_, { id, note }, context) => acknowledgeAlert(context, id, note ?? null),
  silenceAlerts: (_, { input: { endpoint, kind, partitionPrefix, reason, until } }, context) =>
    silenceAlerts(context, {
      endpoint,
      kind: kind ?? null,
      partitionPrefix: partitionPrefix ?? null,
      reason: reason ?? null,
      until,
    }),
  endSilence: (_, { id }, context) => endSilence(context, id),
}
