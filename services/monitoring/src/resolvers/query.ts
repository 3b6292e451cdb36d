import type { ReportKind } from '../domain/report.ts'
import type { QueryResolvers } from '../generated/graphql.ts'
import { listAlerts } from '../store/alerts.ts'
import { listMonitors } from '../store/monitors.ts'
import { listSilences } from '../store/silences.ts'
import type { Loaders } from './loaders.ts'

export const Query: QueryResolvers = {
  monitor: (_, { endpoint }, { loaders }) => loaders.monitor.load(endpoint),
  monitors: (_, args, { db }) => listMonitors(db, args),
  alerts: (_, { endpoint, state, kind, ...args }, { db }) =>
    listAlerts(
      db,
      { endpoint: endpoint ?? undefined, state: state ?? undefined, kind: kind ?? undefined },
      args,
    ),
  alert: (_, { id }, { loaders }) => loaders.alert.load(id),
  silences: (_, { endpoint, active, ...args }, { db, now }) =>
    listSilences(db, { endpoint: endpoint ?? undefined, activeAt: active ? now() : undefined }, args),
  driftReport: (_, { id }, { loaders }) => reportOf(loaders, id, 'DRIFT'),
  performanceReport: (_, { id }, { loaders }) => reportOf(loaders, id, 'PERFORMANCE'),
  dataQualityReport: (_, { id }, { loaders }) => reportOf(loaders, id, 'DATA_QUALITY'),
}

/** A report of this kind, or null. */
export async function reportOf({ report }: Loaders, id: string, kind: ReportKind) {
  const found = await report.load(id)
  return found?.kind === kind ? found : null
}
