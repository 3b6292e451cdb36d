import { setTimeout as sleep } from 'node:timers/promises'

export type LoadReport = {
  answered: number
  refused: number
  firstRefusal: string | undefined
  longestGapMs: number
}

/** Asks again and again, until it is stopped; stopping tells what came of it. */
export function startLoad(ask: () => Promise<void>, everyMs = 100): { stop: () => Promise<LoadReport> } {
  const stopping = new AbortController()
  const report: LoadReport = { answered: 0, refused: 0, firstRefusal: undefined, longestGapMs: 0 }
  let lastAnswer = performance.now()
  const loop = async () => {
    while (!stopping.signal.aborted) {
      try {
        await ask()
        report.answered++
        report.longestGapMs = Math.max(report.longestGapMs, performance.now() - lastAnswer)
        lastAnswer = performance.now()
      } catch (error) {
        report.refused++
        report.firstRefusal ??= String(error)
      }
      await sleep(everyMs)
    }
  }
  const running = loop()
  return {
    async stop() {
      stopping.abort()
      await running
      return report
    },
  }
}
