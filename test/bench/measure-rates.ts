import { loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { processorTime } from './processor-time.ts'

/** A way to ask: so many at once at most, each by one of `calls`; `pids` are the processes that answer. */
export type Way = { name: string; calls: readonly (() => Promise<void>)[]; pids: number[] }

export type Rate = {
  name: string
  /** Requests a second with as many at once as there are calls: the best of some rounds. */
  perSecond: number
  /** Processor time of those who answer, for one request. */
  cpuMs: number
  /** Milliseconds from when a request was due to its answer, at half of that rate. */
  half: { perSecond: number; p50Ms: number; p99Ms: number }
}

/** Finds how many requests each way takes, in turn, and how long one takes at half of that. */
export async function measureRates(
  ways: readonly Way[],
  { rounds, roundMs, halfMs }: { rounds: number; roundMs: number; halfMs: number },
): Promise<{ rates: Rate[]; loadAverage: number }> {
  for (const way of ways) await saturate(way, roundMs / 2)
  const best = ways.map(() => ({ perSecond: 0, cpuMs: Number.POSITIVE_INFINITY }))
  for (let round = 0; round < rounds; round++) {
    for (const [index, way] of ways.entries()) {
      const { perSecond, cpuMs } = await saturate(way, roundMs)
      const before = best[index]
      if (before === undefined) continue
      before.perSecond = Math.max(before.perSecond, perSecond)
      before.cpuMs = Math.min(before.cpuMs, cpuMs)
    }
  }
  const rates: Rate[] = []
  for (const [index, way] of ways.entries()) {
    const { perSecond = 0, cpuMs = 0 } = best[index] ?? {}
    rates.push({ name: way.name, perSecond, cpuMs, half: await atRate(way, perSecond / 2, halfMs) })
  }
  return { rates, loadAverage: loadavg()[0] ?? 0 }
}

async function saturate({ calls, pids }: Way, durationMs: number) {
  const cpuBefore = processorTime(pids)
  const began = performance.now()
  const end = began + durationMs
  let count = 0
  await Promise.all(
    calls.map(async (call) => {
      while (performance.now() < end) {
        await call()
        count++
      }
    }),
  )
  const seconds = (performance.now() - began) / 1000
  return { perSecond: count / seconds, cpuMs: (processorTime(pids) - cpuBefore) / count }
}

/** Requests that come evenly, whether earlier ones are answered or not. */
async function atRate({ calls }: Way, perSecond: number, durationMs: number): Promise<Rate['half']> {
  const free = [...calls]
  const due: number[] = []
  const tookMs: number[] = []
  const running = new Set<Promise<void>>()
  const ask = () => {
    while (free.length > 0 && due.length > 0) {
      const call = free.pop() as Way['calls'][number]
      const at = due.shift() as number
      const asked = call().then(() => {
        tookMs.push(performance.now() - at)
        free.push(call)
        running.delete(asked)
        ask()
      })
      running.add(asked)
    }
  }
  const began = performance.now()
  for (let sent = 0; ; ) {
    const passed = performance.now() - began
    if (passed > durationMs) break
    for (const wanted = (passed / 1000) * perSecond; sent < wanted; sent++) {
      due.push(began + (sent / perSecond) * 1000)
    }
    ask()
    await sleep(1)
  }
  while (running.size > 0) await Promise.all(running)
  tookMs.sort((a, b) => a - b)
  const at = (share: number) => tookMs[Math.floor(share * (tookMs.length - 1))] ?? Number.NaN
  return { perSecond, p50Ms: at(0.5), p99Ms: at(0.99) }
}
