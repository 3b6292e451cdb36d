import { z } from 'zod'
import { defineEvent } from './define-event.ts'
import { count, digest, instant, versionId } from './shapes.ts'

const report = z.string().describe('the report, by id, in the graph of monitoring')

const window = {
  report,
  endpoint: z.string(),
  model: z.string(),
  versionId: versionId.nullable().describe('the version that was live when the window was tested'),
  windowStart: instant,
  windowEnd: instant.describe('end of the window, in the time of the data; exclusive'),
}

const partitionsDigest = digest.describe(
  'all affected partitions, the worst first: JSON { "format": "headway.partitions/1", "partitions": [canonical keys] }',
)

const finding = {
  ...window,
  partitionCount: count.describe('partitions that are affected'),
  testedCount: count.describe('partitions that had enough data to be tested'),
  rate: z.number().describe('declared share of false discoveries among what is found'),
  worst: z
    .array(
      z.object({
        partition: z.string(),
        feature: z.string().nullable().describe('null where the error was tested'),
        statistic: z.number(),
        effect: z.number(),
        pValue: z.number(),
        qValue: z.number(),
      }),
    )
    .max(20),
  partitionsDigest,
}

export const driftDetected = defineEvent(
  'monitoring.drift.detected',
  'Features of some partitions are distributed otherwise than at training, after correction over the fleet and over several windows. `effect` is the Kolmogorov–Smirnov distance, 0 to 1.',
  z.object(finding),
)

export const performanceDegraded = defineEvent(
  'monitoring.performance.degraded',
  'Some partitions err more than their gate measured, after correction over the fleet and over several windows. `effect` is the ratio of the mean absolute errors.',
  z.object(finding),
)

export const qualityCheck = z.enum(['NULLS', 'RANGE', 'CLOCK', 'ORDER', 'VOLUME', 'STALENESS'])

export const dataQualityFailed = defineEvent(
  'monitoring.data_quality.failed',
  'Predictions or outcomes of a window are faulty. Never a reason to retrain: what is faulty is left out of the tests for drift and error.',
  z.object({
    ...window,
    check: qualityCheck,
    partitionCount: count.describe('partitions that are affected'),
    affectedShare: z.number().describe('share of the partitions checked that are affected, 0 to 1'),
    worst: z
      .array(
        z.object({
          partition: z.string(),
          feature: z.string().nullable(),
          value: z.number().describe('what was seen, in the unit of the check'),
          expected: z.number().describe('what is usual or allowed, in the same unit'),
          pValue: z.number().nullable().describe('null where the check is a rule and no test'),
        }),
      )
      .max(20),
    partitionsDigest,
  }),
)

export const alertRaised = defineEvent(
  'monitoring.alert.raised',
  'An alert was opened, or an open one became more severe. Alerts that fall under a silence are not told.',
  z.object({
    alert: z.string(),
    endpoint: z.string(),
    kind: z.enum(['DRIFT', 'PERFORMANCE', 'DATA_QUALITY']),
    check: qualityCheck.nullable().describe('which check of the data quality failed'),
    severity: z.enum(['WARNING', 'CRITICAL']),
    title: z.string(),
    report,
    partitionCount: count,
  }),
)

export const monitoringEvents = [driftDetected, performanceDegraded, dataQualityFailed, alertRaised]
