/** What really happened to subjects that were predicted, in columns; times in milliseconds since 1970. */
export type Outcomes = {
  subjectIds: string[]
  observedAtMs: number[]
  /** When the system heard of it, by its own clock. */
  receivedAtMs: (number | null)[]
  values: number[]
}

/** Logged predictions that outcomes may be told of, in columns. */
export type LoggedPredictions = {
  subjectIds: string[]
  predictedAtMs: number[]
  windowStartMs: number[]
  partitions: string[]
  versionIds: string[]
  /** Whether a pooled model or the baseline gave it. */
  isFallback: boolean[]
  values: number[]
}
