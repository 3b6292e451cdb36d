import type { PrometheusExporter } from '@opentelemetry/exporter-prometheus'
import { PrometheusSerializer } from '@opentelemetry/exporter-prometheus'

let reader: PrometheusExporter | undefined
let flush: (() => Promise<void>) | undefined
const serializer = new PrometheusSerializer(undefined, false, undefined, true, true)

/** Told by the telemetry preload what `/metrics` reads and what a stop has to flush. */
export function provideTelemetry(exporter: PrometheusExporter, shutdown: () => Promise<void>): void {
  reader = exporter
  flush = shutdown
}

/** The metrics of this process in the Prometheus text format; undefined without the telemetry preload. */
export async function metricsText(): Promise<string | undefined> {
  if (!reader) return undefined
  const { resourceMetrics } = await reader.collect()
  return serializer.serialize(resourceMetrics)
}

/** Exports what is still buffered, giving up after three seconds. */
export async function stopTelemetry(): Promise<void> {
  if (!flush) return
  const late = new Promise<void>((resolve) => setTimeout(resolve, 3000).unref())
  await Promise.race([flush().catch(() => undefined), late])
  flush = undefined
}
