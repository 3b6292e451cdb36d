import { type MemoryMeter, startMemoryMeter } from './memory-meter.ts'

/** One stage of an evaluation as it is reported. */
export type StageReport = { name: string; seconds: number; peakMemoryMb: number | null }

type Span = { name: string; from: number; to: number }

/** Keeps the time of each stage and the memory of all processes over it. */
export type Stages = AsyncDisposable & {
  /** Runs a stage and tells about it. */
  run: <Result>(name: string, work: () => Promise<Result>) => Promise<Result>
  /** Adds a stage that ran elsewhere. */
  add: (name: string, from: Date, to: Date) => void
  report: () => StageReport[]
}

/** Watches these processes with their descendants until disposed; the list may grow meanwhile. */
export function openStages(pids: readonly number[], print: (line: string) => void): Stages {
  const spans: Span[] = []
  const meter: MemoryMeter = startMemoryMeter(pids)
  const add = (span: Span) => {
    spans.push(span)
    print(`  ${span.name.padEnd(18)} ${((span.to - span.from) / 1000).toFixed(1).padStart(7)} s`)
  }
  return {
    async run(name, work) {
      const from = Date.now()
      const result = await work()
      add({ name, from, to: Date.now() })
      return result
    },
    add: (name, from, to) => add({ name, from: from.getTime(), to: to.getTime() }),
    report: () =>
      spans.map(({ name, from, to }) => {
        const peak = meter.peakMb(from, to)
        return { name, seconds: (to - from) / 1000, peakMemoryMb: peak === null ? null : Math.round(peak) }
      }),
    [Symbol.asyncDispose]: () => meter[Symbol.asyncDispose](),
  }
}
