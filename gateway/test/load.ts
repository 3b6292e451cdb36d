import { setTimeout as sleep } from 'node:timers/promises'

export type LoadReport = { answered: number; refused: string[]; longestMs: number }

/** Keeps `width` askers busy until it is stopped; stopping tells what came of it. */
export function startLoad(ask: (turn: number) => Promise<void>, width: number) {
  const report: LoadReport = { answered: 0, refused: [], longestMs: 0 }
  let stopped = false
  let turn = 0
  const asker = async () => {
    while (!stopped) {
      const began = performance.now()
      try {
        await ask(turn++)
        report.answered++
      } catch (error) {
        report.refused.push(String(error))
      }
      report.longestMs = Math.max(report.longestMs, performance.now() - began)
      // Leaves the processor to those who are asked.
      await sleep(10)
    }
  }
  const askers = Promise.all(Array.from({ length: width }, asker))
  return {
    report,
    async stop(): Promise<LoadReport> {
      stopped = true
      await askers
      return report
    },
  }
}
