export type WindowLength = { windowMinutes: number; windowOffsetMinutes: number }

const minuteMs = 60_000
const dayMinutes = 1440

/** Start of the window that holds `at` (milliseconds since 1970): a multiple of its length after the offset. */
export function windowStartMs(at: number, { windowMinutes, windowOffsetMinutes }: WindowLength): number {
  return startOf(at, windowMinutes, windowOffsetMinutes)
}

/** A stretch of time whose windows are tested together; the end is exclusive. */
export type TestWindow = { startMs: number; endMs: number }

/**
 * The stretch that the window beginning at `startMs` is tested in: the window itself, or the day where windows are
 * shorter, since training profiles say how alike the rows of one day are.
 */
export function testWindowOf(startMs: number, length: WindowLength): TestWindow {
  const minutes = Math.max(dayMinutes, length.windowMinutes)
  const start = startOf(startMs, minutes, length.windowOffsetMinutes)
  return { startMs: start, endMs: start + minutes * minuteMs }
}

function startOf(at: number, minutes: number, offsetMinutes: number): number {
  const length = minutes * minuteMs
  const offset = offsetMinutes * minuteMs
  return Math.floor((at - offset) / length) * length + offset
}

/** How many days a stretch of time holds, at least one. */
export function daysIn({ startMs, endMs }: TestWindow): number {
  return Math.max(1, (endMs - startMs) / (dayMinutes * minuteMs))
}

export type Watermarks = {
  predictedThrough: Date | null
  observedThrough: Date | null
  outcomeWithinHours: number
  tests: { graceMinutes: number }
}

/**
 * A window is closed when predictions and outcomes have passed its end by the grace. Outcomes that do not come are waited
 * for as long as predictions wait for them.
 */
export function isClosed({ endMs }: TestWindow, monitor: Watermarks): boolean {
  const predicted = monitor.predictedThrough?.getTime() ?? Number.NEGATIVE_INFINITY
  const observed = monitor.observedThrough?.getTime() ?? Number.NEGATIVE_INFINITY
  const end = endMs + monitor.tests.graceMinutes * minuteMs
  if (predicted >= end)
    return observed >= end || predicted >= end + monitor.outcomeWithinHours * 60 * minuteMs
  // Predictions have ended while outcomes go on.
  return observed >= end + monitor.outcomeWithinHours * 60 * minuteMs
}
