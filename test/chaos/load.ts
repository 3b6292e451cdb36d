import { setTimeout as sleep } from 'node:timers/promises'

/** What came of one request; times in milliseconds of `performance.now()`. */
export type Outcome = { began: number; ended: number; refusal: string | undefined }

/** Requests of some stretch of time, by when they began. */
export type LoadReport = {
  answered: number
  refused: number
  /** The longest time without an answer. */
  longestGapMs: number
  /** From the first refused request's beginning to the last one's. */
  refusedForMs: number
  firstRefusal: string | undefined
}

/** Asks at a steady pace whatever comes back, until it is disposed of. */
export type Load = {
  name: string
  /** Waits for the requests that began before `until` and tells what came of those after `since`. */
  report: (since: number, until: number) => Promise<LoadReport>
} & AsyncDisposable

/** Asks every `everyMs`, whether or not earlier requests have been answered. */
export function startLoad(name: string, everyMs: number, ask: () => Promise<void>): Load {
  const stopping = new AbortController()
  const outcomes: Outcome[] = []
  const open = new Map<Promise<void>, number>()

  const askOnce = async () => {
    const began = performance.now()
    const refusal = await ask().then(() => undefined, describe)
    outcomes.push({ began, ended: performance.now(), refusal })
  }
  const running = (async () => {
    while (!stopping.signal.aborted) {
      const asked = askOnce()
      open.set(asked, performance.now())
      void asked.finally(() => open.delete(asked))
      await sleep(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  })()
  return {
    name,
    async report(since, until) {
      await Promise.all([...open].filter(([, began]) => began <= until).map(([asked]) => asked))
      return summarise(outcomes, since, until)
    },
    async [Symbol.asyncDispose]() {
      stopping.abort()
      await running
      await Promise.all(open.keys())
    },
  }
}

function summarise(outcomes: readonly Outcome[], since: number, until: number): LoadReport {
  const chosen = outcomes.filter(({ began }) => began >= since && began <= until)
  const refused = chosen.filter(({ refusal }) => refusal !== undefined)
  const answers = chosen
    .filter(({ refusal }) => refusal === undefined)
    .map(({ ended }) => ended)
    .sort((a, b) => a - b)
  let longestGapMs = 0
  let last = since
  for (const moment of [...answers, until]) {
    longestGapMs = Math.max(longestGapMs, moment - last)
    last = moment
  }
  const beginnings = refused.map(({ began }) => began)
  return {
    answered: answers.length,
    refused: refused.length,
    longestGapMs,
    refusedForMs: refused.length === 0 ? 0 : Math.max(...beginnings) - Math.min(...beginnings),
    firstRefusal: refused[0]?.refusal,
  }
}

/** The messages of an error and of what caused it: `fetch failed` alone says nothing. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : `${error.message}: ${describe(error.cause)}`
}
