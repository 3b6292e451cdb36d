import { checkRange, checkWhole } from './ranges.ts'

/** How the windows of one monitor are tested. */
export type TestSettings = {
  testDrift: boolean
  testPerformance: boolean
  testDataQuality: boolean
  /** Share of false discoveries that is accepted among what is found. */
  rate: number
  /** Least Kolmogorov–Smirnov distance (0 to 1) that is drift. */
  leastDistance: number
  /** Least ratio of the mean absolute error to what the gate measured that is a loss of performance. */
  leastRatio: number
  /** So many windows in a row must show a finding before it is told. */
  confirmWindows: number
  /** How long after its end a window waits for late data, by the time of the data. */
  graceMinutes: number
  /** Least rows a partition needs in a window to be tested. */
  minimumRows: number
  /** How far the delay of outcomes may move, or clocks run ahead, before it is a fault. */
  clockToleranceSeconds: number
}

export type TestSettingsChange = { [Name in keyof TestSettings]?: TestSettings[Name] | undefined }

export const defaultTestSettings: TestSettings = {
  testDrift: true,
  testPerformance: true,
  testDataQuality: true,
  rate: 0.05,
  leastDistance: 0.2,
  leastRatio: 1.25,
  confirmWindows: 2,
  graceMinutes: 60,
  minimumRows: 20,
  clockToleranceSeconds: 20,
}

/** The settings with what is named changed; INVALID_ARGUMENT for what lies outside its range. */
export function changeTestSettings(settings: TestSettings, change: TestSettingsChange): TestSettings {
  const named = Object.entries(change).filter(([name, value]) => name in settings && value !== undefined)
  const next: TestSettings = { ...settings, ...Object.fromEntries(named) }
  checkRange('rate', next.rate, 1e-6, 0.5)
  checkRange('leastDistance', next.leastDistance, 0, 1)
  checkRange('leastRatio', next.leastRatio, 1, 100)
  checkWhole('confirmWindows', next.confirmWindows, 1, 30)
  checkWhole('graceMinutes', next.graceMinutes, 0, 43_200)
  checkWhole('minimumRows', next.minimumRows, 2, 1_000_000)
  checkWhole('clockToleranceSeconds', next.clockToleranceSeconds, 1, 86_400)
  return next
}
