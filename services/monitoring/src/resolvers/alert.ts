import { isActive } from '../domain/silence.ts'
import type { AlertResolvers, SilenceResolvers } from '../generated/graphql.ts'
import { monitorOf } from './monitor-of.ts'
import { reportOf } from './query.ts'

export const Alert: AlertResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.alert.load(id),
  monitor: monitorOf,
  driftReport: ({ reportId }, _, { loaders }) => reportOf(loaders, reportId, 'DRIFT'),
  performanceReport: ({ reportId }, _, { loaders }) => reportOf(loaders, reportId, 'PERFORMANCE'),
  dataQualityReport: ({ reportId }, _, { loaders }) => reportOf(loaders, reportId, 'DATA_QUALITY'),
}

export const Silence: SilenceResolvers = {
  monitor: monitorOf,
  isActive: (silence, _, { now }) => isActive(silence, now()),
}
