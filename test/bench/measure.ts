import { loadavg } from 'node:os'
import { processorTime } from './processor-time.ts'

/** Something to measure; `prepare` is done before each time and is not measured. */
export type Action = { name: string; run: () => Promise<unknown>; prepare?: () => Promise<unknown> }

/** What one action took, each time: milliseconds from asking to answer, and processor time of all who worked on it. */
export type Samples = { name: string; wallMs: number[]; cpuMs: number[] }

export type Measured = { samples: Samples[]; loadAverage: number }

/**
 * Runs the actions in turn, round after round, so that whatever else the machine does befalls all of them alike.
 * Ends after `rounds`, or when `budgetMs` is spent and there were at least `leastRounds`. The first round is not counted.
 */
export async function measureInTurn(
  actions: readonly Action[],
  options: { rounds: number; leastRounds: number; budgetMs: number; pids: () => number[] },
): Promise<Measured> {
  const samples = actions.map(({ name }): Samples => ({ name, wallMs: [], cpuMs: [] }))
  const loads: number[] = []
  const end = performance.now() + options.budgetMs
  for (let round = 0; round <= options.rounds; round++) {
    for (const [index, { run, prepare }] of actions.entries()) {
      await prepare?.()
      const pids = options.pids()
      const cpuBefore = processorTime(pids)
      const began = performance.now()
      await run()
      const wallMs = performance.now() - began
      if (round === 0) continue
      samples[index]?.wallMs.push(wallMs)
      samples[index]?.cpuMs.push(processorTime(pids) - cpuBefore)
    }
    loads.push(loadavg()[0] ?? 0)
    if (round >= options.leastRounds && performance.now() > end) break
  }
  return { samples, loadAverage: loads.reduce((sum, load) => sum + load, 0) / loads.length }
}
