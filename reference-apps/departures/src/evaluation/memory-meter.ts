import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

/** Adding up the pages of some twenty processes takes a good tenth of a second of CPU. */
const intervalMs = 2000

/** The largest memory that a set of processes and their descendants held, over any span of time while it ran. */
export type MemoryMeter = AsyncDisposable & {
  /** In MB between two times (milliseconds since 1970); null where nothing was measured. */
  peakMb: (from: number, to: number) => number | null
}

/**
 * Watches the proportional set size (shared pages counted once) of these processes and everything they started, every
 * two seconds. Measures nothing where there is no /proc.
 */
export function startMemoryMeter(roots: readonly number[]): MemoryMeter {
  const samples: { at: number; mb: number }[] = []
  const stopping = new AbortController()
  const watching = watch(roots, samples, stopping.signal)
  return {
    peakMb(from, to) {
      // A stage shorter than the interval has the sample around it.
      const inside = samples.filter(({ at }) => at >= from - intervalMs && at <= to + intervalMs)
      return inside.length === 0 ? null : Math.max(...inside.map(({ mb }) => mb))
    },
    async [Symbol.asyncDispose]() {
      stopping.abort()
      await watching
    },
  }
}

async function watch(
  roots: readonly number[],
  samples: { at: number; mb: number }[],
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const mb = await memoryOf(roots)
    if (mb !== undefined) samples.push({ at: Date.now(), mb })
    await sleep(intervalMs, undefined, { signal }).catch(() => undefined)
  }
}

async function memoryOf(roots: readonly number[]): Promise<number | undefined> {
  const children = await childrenByParent()
  if (!children) return undefined
  let kilobytes = 0
  // One root may stand below another, or twice in the list.
  const counted = new Set<number>()
  const waiting = [...roots]
  for (let pid = waiting.pop(); pid !== undefined; pid = waiting.pop()) {
    if (counted.has(pid)) continue
    counted.add(pid)
    waiting.push(...(children.get(pid) ?? []))
    const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
    kilobytes += Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0)
  }
  return kilobytes / 1024
}

async function childrenByParent(): Promise<Map<number, number[]> | undefined> {
  const names = await readdir('/proc').catch(() => undefined)
  if (!names) return undefined
  const children = new Map<number, number[]>()
  for (const name of names) {
    if (!/^\d+$/.test(name)) continue
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')
    // The parent is the second field after the command, which stands in parentheses and may hold anything.
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
    children.set(parent, [...(children.get(parent) ?? []), Number(name)])
  }
  return children
}
