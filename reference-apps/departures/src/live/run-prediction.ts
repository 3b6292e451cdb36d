/** Where a prediction is from, as the graph says it. */
export type PredictionSource = 'MODEL' | 'POOLED' | 'BASELINE' | 'USUAL' | 'SCHEDULE'

/** The newest prediction of each place of a run, in epoch seconds; NaN where there is none. */
export type RunPrediction = {
  madeAtS: Float64Array
  p10: Float64Array
  p50: Float64Array
  p90: Float64Array
  rider: Float64Array
  source: (PredictionSource | undefined)[]
}

export function runPrediction(places: number): RunPrediction {
  const none = () => new Float64Array(places).fill(Number.NaN)
  return {
    madeAtS: none(),
    p10: none(),
    p50: none(),
    p90: none(),
    rider: none(),
    source: new Array<PredictionSource | undefined>(places).fill(undefined),
  }
}

/** What serving calls the sources of its answers, in the words of the graph. */
export function sourceOf(served: string): PredictionSource {
  if (served === 'exact') return 'MODEL'
  return served.startsWith('pooled') ? 'POOLED' : 'BASELINE'
}
