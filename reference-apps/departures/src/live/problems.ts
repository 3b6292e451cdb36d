/** What is wrong at present, by where; kept until it is right again. */
export type Problems = {
  set: (where: string, message: string) => void
  clear: (where: string) => void
  /** One line a problem, with since when. */
  lines: () => string[]
}

/** An empty list; `now` says the time of the wall clock. */
export function createProblems(now: () => Date): Problems {
  const known = new Map<string, { message: string; since: Date }>()
  return {
    set(where, message) {
      known.set(where, { message, since: known.get(where)?.since ?? now() })
    },
    clear: (where) => void known.delete(where),
    lines: () =>
      [...known].map(([where, { message, since }]) => `${where}: ${message} (since ${since.toISOString()})`),
  }
}

/** What an error says, for people. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
