import { existsSync, readFileSync } from 'node:fs'
import { register } from 'node:module'
import { dirname, join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { metrics } from '@opentelemetry/api'
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http'
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { GraphQLInstrumentation } from '@opentelemetry/instrumentation-graphql'
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http'
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg'
import { PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics'
import { NodeSDK, type NodeSDKConfiguration } from '@opentelemetry/sdk-node'
import { provideTelemetry } from './metrics-text.ts'

// Loaded with `--import @headway/kit/telemetry`, before anything it instruments.
register('@opentelemetry/instrumentation/hook.mjs', import.meta.url, {
  data: { include: ['http', 'https', 'graphql', 'pg'] },
})

type SpanProcessor = NonNullable<NodeSDKConfiguration['spanProcessors']>[number]

/** Spans are made even when nobody collects them: logs and events carry their trace. */
const discard: SpanProcessor = {
  onStart: () => undefined,
  onEnd: () => undefined,
  forceFlush: async () => undefined,
  shutdown: async () => undefined,
}

const quietPaths = new Set(['/livez', '/readyz', '/metrics'])
const exporter = new PrometheusExporter({ preventServerStart: true })
const hasCollector = Boolean(process.env.OTEL_EXPORTER_OTLP_ENDPOINT)

const sdk = new NodeSDK({
  serviceName: process.env.OTEL_SERVICE_NAME || packageName(process.argv[1]),
  metricReaders: hasCollector
    ? [exporter, new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter() })]
    : [exporter],
  logRecordProcessors: [],
  instrumentations: [
    new HttpInstrumentation({
      ignoreIncomingRequestHook: (request) => quietPaths.has(request.url ?? ''),
    }),
    new GraphQLInstrumentation({
      ignoreResolveSpans: true,
      ignoreTrivialResolveSpans: true,
      mergeItems: true,
    }),
    // Polling queries have no parent: they would be traces of their own, thousands an hour.
    new PgInstrumentation({ requireParentSpan: true }),
  ],
  ...(hasCollector ? { traceExporter: new OTLPTraceExporter() } : { spanProcessors: [discard] }),
})
sdk.start()
provideTelemetry(exporter, () => sdk.shutdown())
observeProcess()

function observeProcess(): void {
  const meter = metrics.getMeter('headway.process')
  let last = performance.eventLoopUtilization()
  meter.createObservableGauge('process.memory.usage', { unit: 'By' }).addCallback((result) => {
    const { rss, heapUsed } = process.memoryUsage()
    result.observe(rss, { kind: 'rss' })
    result.observe(heapUsed, { kind: 'heap' })
  })
  meter.createObservableCounter('process.cpu.time', { unit: 's' }).addCallback((result) => {
    const { user, system } = process.cpuUsage()
    result.observe(user / 1e6, { mode: 'user' })
    result.observe(system / 1e6, { mode: 'system' })
  })
  meter.createObservableGauge('nodejs.eventloop.utilization').addCallback((result) => {
    const now = performance.eventLoopUtilization()
    result.observe(performance.eventLoopUtilization(now, last).utilization)
    last = now
  })
}

/** The name of the package that the process runs: `headway-registry`. */
function packageName(script: string | undefined): string {
  for (let folder = dirname(script ?? '.'); ; folder = dirname(folder)) {
    const file = join(folder, 'package.json')
    if (existsSync(file)) {
      const { name } = JSON.parse(readFileSync(file, 'utf8')) as { name?: string }
      return (name ?? 'headway').replace('@', '').replace('/', '-')
    }
    if (dirname(folder) === folder) return 'headway'
  }
}
