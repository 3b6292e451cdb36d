import { readdirSync, readFileSync } from 'node:fs'

/**
 * Milliseconds of processor time that the threads of the processes have used; NaN where the system does not tell it by
 * thread. What waits for a processor is not in it, so it stays what it is on a busy machine.
 */
export function processorTime(pids: readonly number[]): number {
  let nanoseconds = 0
  try {
    for (const pid of pids) {
      for (const thread of readdirSync(`/proc/${pid}/task`)) {
        nanoseconds += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0])
      }
    }
  } catch {
    return Number.NaN
  }
  return nanoseconds / 1e6
}
