/** What the filter says of the next vehicle over a path: travel time, and the error it leaves for the one after. */
export type KalmanResult = { prediction: number; error: number }

/** Error of the filter before a day's first vehicle over a path. */
export const initialError = 100

/**
 * TheTransitClock's Kalman filter: history (mean and population variance of the same trip's travel times on its last
 * days) against the last vehicle, weighed by the error the filter left behind. Times are in ms there and here.
 */
export function kalman(history: readonly number[], lastVehicle: number, error: number): KalmanResult {
  let sum = 0
  for (const time of history) sum += time
  const mean = sum / history.length
  let squares = 0
  for (const time of history) squares += (time - mean) ** 2
  const variance = squares / history.length
  const denominator = error + 2 * variance
  const gain = denominator > 0 ? (error + variance) / denominator : 0.5
  return { prediction: (1 - gain) * lastVehicle + gain * mean, error: variance * gain }
}
