import { DomainError } from '@headway/kit/errors'
import { checkWhole } from './ranges.ts'
import { changeTestSettings, type TestSettings, type TestSettingsChange } from './test-settings.ts'

/** What is watched on one endpoint. */
export type Monitor = {
  endpoint: string
  model: string
  /** The output that outcomes are compared with; null until the first version is live. */
  output: string | null
  liveVersionId: string | null
  liveRevision: number
  windowMinutes: number
  windowOffsetMinutes: number
  outcomeWithinHours: number
  tests: TestSettings
  /** Time of the newest prediction, or what is known to be complete; null before the first. */
  predictedThrough: Date | null
  /** The same for the times that outcomes were observed at. */
  observedThrough: Date | null
  predictionCount: number
  outcomeCount: number
  createdAt: Date
}

export type MonitorChange = TestSettingsChange & {
  output?: string | undefined
  windowMinutes?: number | undefined
  windowOffsetMinutes?: number | undefined
  outcomeWithinHours?: number | undefined
}

export function configure(monitor: Monitor, change: MonitorChange): Monitor {
  const next = {
    ...monitor,
    output: change.output ?? monitor.output,
    windowMinutes: change.windowMinutes ?? monitor.windowMinutes,
    windowOffsetMinutes: change.windowOffsetMinutes ?? monitor.windowOffsetMinutes,
    outcomeWithinHours: change.outcomeWithinHours ?? monitor.outcomeWithinHours,
    tests: changeTestSettings(monitor.tests, change),
  }
  checkWhole('windowMinutes', next.windowMinutes, 1, 10_080)
  checkWhole('windowOffsetMinutes', next.windowOffsetMinutes, 0, 10_080)
  checkWhole('outcomeWithinHours', next.outcomeWithinHours, 1, 720)
  return next
}

/** The output that outcomes are compared with; UNAVAILABLE while no version is live and nobody named one. */
export function outputOf({ endpoint, model, output }: Monitor): string {
  if (output !== null) return output
  throw new DomainError('UNAVAILABLE', `no version of ${model} is known to be live at ${endpoint} yet`)
}

/** The output that outcomes are compared with unless the operator names another: the median, else the first. */
export function defaultOutput(outputs: readonly string[]): string | null {
  return outputs.find((output) => output === 'p50') ?? outputs[0] ?? null
}
