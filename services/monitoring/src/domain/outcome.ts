/** What really happened to a subject that was predicted. */
export type Outcome = { subjectId: string; observedAtMs: number; value: number }
