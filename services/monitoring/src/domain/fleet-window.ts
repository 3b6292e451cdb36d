import { median } from './median.ts'
import type { FleetWindow, UsualWindow } from './quality-check.ts'

/** So many partitions it takes to say what delay is usual among them. */
const leastPartitions = 20

/** What is known of the whole endpoint in a window, from what is known of its partitions. */
export function fleetWindow(
  { predictionCount, outcomeCount }: { predictionCount: number; outcomeCount: number },
  outcomes: ReadonlyMap<string, { received: number; delaySeconds: number }>,
  usual: ReadonlyMap<string, UsualWindow>,
): FleetWindow {
  const delays: number[] = []
  for (const { received, delaySeconds } of outcomes.values()) {
    if (received > 0) delays.push(delaySeconds / received)
  }
  let usualPredictionCount = 0
  for (const { predictionCount: usually } of usual.values()) usualPredictionCount += usually ?? 0
  return {
    predictionCount,
    usualPredictionCount,
    outcomeCount,
    medianDelay: delays.length >= leastPartitions ? median(Float64Array.from(delays)) : null,
  }
}
