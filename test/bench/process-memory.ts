import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

/** Bytes of a process that are in memory; NaN where the system does not tell. */
export function residentMemory(pid: number): number {
  try {
    const found = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return Number(found?.[1]) * 1024
  } catch {
    return Number.NaN
  }
}

/** The most that was seen of a process's memory, every 50 ms, until stopped. */
export function watchPeak(pid: number): { stop: () => Promise<number> } {
  const ended = new AbortController()
  let peak = 0
  const watching = (async () => {
    while (!ended.signal.aborted) {
      peak = Math.max(peak, residentMemory(pid))
      await delay(50, undefined, { signal: ended.signal }).catch(() => {})
    }
  })()
  return {
    stop: async () => {
      ended.abort()
      await watching
      return peak
    },
  }
}
