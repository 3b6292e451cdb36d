import { readFile, writeFile } from 'node:fs/promises'

/** Forgets the peak so far, where the system can (Linux); elsewhere the peak is that of the process. */
export async function resetPeakMemory(): Promise<void> {
  await writeFile('/proc/self/clear_refs', '5').catch(() => undefined)
}

/** The largest resident memory of this process in bytes since the last reset. */
export async function peakMemory(): Promise<number> {
  return (await peakMemoryOf('self')) ?? process.resourceUsage().maxRSS * 1024
}

/** The largest resident memory of another process in bytes; undefined where the system does not tell. */
export async function peakMemoryOf(pid: number | 'self'): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024
}

/** CPU seconds of another process and its ended children; undefined where the system does not tell. */
export async function cpuSecondsOf(pid: number): Promise<number | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const ticks = [11, 12, 13, 14].map((index) => Number(fields[index]))
  const total = ticks.reduce((sum, value) => sum + value, 0)
  // Linux counts these in hundredths of a second on every platform Node runs on.
  return Number.isFinite(total) ? total / 100 : undefined
}
