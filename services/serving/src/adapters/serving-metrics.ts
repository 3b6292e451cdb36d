import { metrics } from '@opentelemetry/api'
import type { Adapters } from './open-adapters.ts'

const meter = metrics.getMeter('headway.serving')
const duration = meter.createHistogram('headway.serving.predict.duration', { unit: 's' })
const rows = meter.createCounter('headway.serving.predict.rows')
const shadowRows = meter.createCounter('headway.serving.shadow_rows')

const engineLabels = ['onnxruntime', 'compiled']

/** Counts a request by its outcome and its rows by who answered; never by partition, model or endpoint. */
export function countOutcome(outcome: string, began: number, sources: readonly string[]): void {
  duration.record((performance.now() - began) / 1000, { outcome })
  let exact = 0
  let baseline = 0
  for (const source of sources) {
    if (source === 'exact') exact++
    else if (source === 'baseline') baseline++
  }
  if (exact > 0) rows.add(exact, { source: 'exact' })
  if (baseline > 0) rows.add(baseline, { source: 'baseline' })
  const pooled = sources.length - exact - baseline
  if (pooled > 0) rows.add(pooled, { source: 'pooled' })
}

/** Counts rows of shadows by what became of them: `answered`, `failed` or `left_out`. */
export function countShadowed(outcome: string, count: number): void {
  shadowRows.add(count, { outcome })
}

/** Shows what is resident, waiting and dropped; the returned value ends that. */
export function observeServing({ predictor, predictionLog, fleet }: Omit<Adapters, 'metrics'>): Disposable {
  const gauge = (name: string, value: () => number) => {
    const instrument = meter.createObservableGauge(name)
    const observe = (result: { observe(value: number): void }) => result.observe(value())
    instrument.addCallback(observe)
    return () => instrument.removeCallback(observe)
  }
  const counter = (name: string, value: () => number) => {
    const instrument = meter.createObservableCounter(name)
    const observe = (result: { observe(value: number): void }) => result.observe(value())
    instrument.addCallback(observe)
    return () => instrument.removeCallback(observe)
  }
  const byEngine = (name: string, values: () => [onnxRuntime: number, compiled: number]) => {
    const instrument = meter.createObservableGauge(name)
    const observe = (result: { observe(value: number, attributes: { engine: string }): void }) => {
      for (const [at, value] of values().entries()) result.observe(value, { engine: engineLabels[at] ?? '' })
    }
    instrument.addCallback(observe)
    return () => instrument.removeCallback(observe)
  }
  const { sessions, compiled } = predictor
  const ends = [
    gauge('headway.serving.models_held', () => sessions.heldCount + compiled.heldCount),
    byEngine('headway.serving.models_loaded', () => [sessions.counts.models, compiled.heldCount]),
    byEngine('headway.serving.resident_bytes', () => [sessions.counts.bytes, compiled.bytes]),
    counter('headway.serving.model_loads', () => sessions.counts.loads),
    counter('headway.serving.model_evictions', () => sessions.counts.evictions),
    counter('headway.serving.model_cache_misses', () => sessions.counts.misses),
    counter('headway.serving.model_cache_miss_milliseconds', () => sessions.counts.reloadMs),
    gauge('headway.serving.endpoints', () => fleet.list().length),
    gauge('headway.serving.rows_in_hand', () => predictor.rowsInHand),
    gauge('headway.serving.prediction_log.waiting_bytes', () => predictionLog.waitingBytes),
    gauge('headway.serving.prediction_log.dropped_rows', () => predictionLog.droppedRows),
  ]
  return {
    [Symbol.dispose]() {
      for (const end of ends) end()
    },
  }
}
