import { DomainError } from '@headway/kit/errors'

/** What is watched on one endpoint. */
export type Monitor = {
  endpoint: string
  model: string
  /** The output that outcomes are compared with; null until the first version is live. */
  output: string | null
  liveVersionId: string | null
  liveRevision: number
  windowMinutes: number
  outcomeWithinHours: number
  predictionCount: number
  outcomeCount: number
  createdAt: Date
}

export type MonitorChange = {
  output?: string | undefined
  windowMinutes?: number | undefined
  outcomeWithinHours?: number | undefined
}

function checkRange(field: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return
  throw new DomainError(
    'INVALID_ARGUMENT',
    `${field} is ${value}, not a whole number from ${least} to ${most}`,
    {
      field,
      value,
      expected: `a whole number from ${least} to ${most}`,
    },
  )
}

export function configure(monitor: Monitor, change: MonitorChange): Monitor {
  const next = {
    ...monitor,
    output: change.output ?? monitor.output,
    windowMinutes: change.windowMinutes ?? monitor.windowMinutes,
    outcomeWithinHours: change.outcomeWithinHours ?? monitor.outcomeWithinHours,
  }
  checkRange('windowMinutes', next.windowMinutes, 1, 10_080)
  checkRange('outcomeWithinHours', next.outcomeWithinHours, 1, 720)
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

/** Start of the window that holds `at` (milliseconds since 1970): a multiple of the window's length. */
export function windowStartMs(at: number, windowMinutes: number): number {
  const length = windowMinutes * 60_000
  return Math.floor(at / length) * length
}
