import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The command line of a running process, words separated by spaces; undefined when there is no such process. */
export async function findCommandLine(pid: number): Promise<string | undefined> {
  if (!isAlive(pid)) return undefined
  if (process.platform === 'linux') {
    const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    // A process that has ended but was not yet waited for has an empty command line.
    return words === '' ? undefined : words.replaceAll('\0', ' ').trim()
  }
  const listed = await run('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).catch(() => undefined)
  return listed?.stdout.trim() || undefined
}

/**
 * When a process started, as the system words it: together with the pid it names one process for good,
 * since pids are used again. Undefined when there is no such process.
 */
export async function findStartTime(pid: number): Promise<string | undefined> {
  if (!isAlive(pid)) return undefined
  if (process.platform === 'linux') {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
    // The second field, the program's name, may hold spaces and brackets; start time is the 20th after it.
    return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  }
  const listed = await run('ps', ['-o', 'lstart=', '-p', String(pid)]).catch(() => undefined)
  return listed?.stdout.trim() || undefined
}

/** Whether a process with this pid exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
