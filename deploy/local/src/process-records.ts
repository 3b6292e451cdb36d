import { setTimeout as sleep } from 'node:timers/promises'
import { findStartTime } from '@headway/embedded/process-identity'
import { z } from 'zod'
import { readStateFile, writeStateFile } from './state-file.ts'
import type { StateFolder } from './state-folder.ts'

const shape = z.array(z.object({ name: z.string(), pid: z.number().int(), startTime: z.string() }))

/** A process of ours: its pid and when it started, since pids are used again. */
export type ProcessRecord = z.infer<typeof shape>[number]

/** Keeps the list of this start's processes on disk. */
export function openProcessRecords(folder: StateFolder) {
  const records = new Map<number, ProcessRecord>()
  let last: Promise<void> = Promise.resolve()
  const save = () => {
    last = last.then(() => writeStateFile(folder.processes, [...records.values()]))
    return last
  }
  return {
    add: async ({ name, pid }: Omit<ProcessRecord, 'startTime'>) => {
      const startTime = await findStartTime(pid)
      if (startTime === undefined) return
      records.set(pid, { name, pid, startTime })
      await save()
    },
    remove: async (pid: number) => {
      if (records.delete(pid)) await save()
    },
  }
}

/**
 * Ends the processes that an earlier supervisor left behind when it was killed, first in order, after ten
 * seconds by force. Returns their names. A process that got one of their pids since is left alone.
 */
export async function endLeftovers(folder: StateFolder): Promise<string[]> {
  const kept = (await readStateFile(folder.processes, shape).catch(() => undefined)) ?? []
  const survivors = await stillRunning(kept)
  const names = survivors.map(({ name }) => name)
  for (const { name, pid } of survivors) signalGroup(pid, name === 'postgres' ? 'SIGINT' : 'SIGTERM')
  const end = Date.now() + 10_000
  let left = survivors
  while (left.length > 0 && Date.now() < end) {
    await sleep(100)
    left = await stillRunning(left)
  }
  for (const { pid } of left) signalGroup(pid, 'SIGKILL')
  await writeStateFile(folder.processes, [])
  return names
}

async function stillRunning(records: ProcessRecord[]): Promise<ProcessRecord[]> {
  const times = await Promise.all(records.map(({ pid }) => findStartTime(pid)))
  return records.filter((record, index) => times[index] === record.startTime)
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal)
  } catch {
    // It ended meanwhile.
  }
}
