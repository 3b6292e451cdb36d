import { type ChildProcess, spawn } from 'node:child_process'
import { open, readFile, rename, stat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ProcessRecord } from './process-records.ts'
import { untilUnwell } from './until-unwell.ts'

/** How one process of Headway is started, seen and stopped. */
export type ProcessSpec = {
  name: string
  port: number
  logFile: string
  /** Asked before every start, so that a server's folder is put in order after a crash too. */
  prepare: () => Promise<{
    command: string
    args: string[]
    env: Record<string, string>
    account?: { uid: number; gid: number } | undefined
    cwd?: string
    isReady: () => Promise<boolean>
    /** One that is ready and then not well for a while is ended, so that it is started again. */
    isWell?: () => Promise<boolean>
    stopSignal: 'SIGINT' | 'SIGTERM'
  }>
}

export type SupervisedProcess = {
  readonly name: string
  readonly port: number
  /** The pid of the process that runs now. */
  pid: () => number | undefined
  /** Waits until it answers; throws with the end of its log when it ends again and again, or when stopped. */
  ready: Promise<void>
  /** Stops it in order, at last by force, and does not start it again. */
  stop: () => Promise<void>
}

export type ProcessReport = {
  onReady: (name: string, seconds: number, isRestart: boolean) => void
  onCrash: (name: string, how: string, nextInMs: number) => void
}

const backoffMs = [500, 1000, 2000, 5000, 10_000, 30_000]
const attemptsUntilReady = 4
const readyWithinMs = 120_000
const stopWithinMs = 25_000
const logLimitBytes = 50_000_000

/** Starts a process, starts it again with growing pauses whenever it ends, and stops it when asked. */
export function superviseProcess(
  spec: ProcessSpec,
  records: {
    add: (record: Omit<ProcessRecord, 'startTime'>) => Promise<void>
    remove: (pid: number) => Promise<void>
  },
  report: ProcessReport,
): SupervisedProcess {
  const stopping = new AbortController()
  const ready = Promise.withResolvers<void>()
  // A caller that only stops the process never looks at `ready`.
  ready.promise.catch(() => undefined)
  let current: ChildProcess | undefined
  let stopSignal: 'SIGINT' | 'SIGTERM' = 'SIGTERM'

  const life = async () => {
    let wasReady = false
    for (let attempt = 0; !stopping.signal.aborted; attempt++) {
      const startedAt = Date.now()
      const how = await live((seconds) => {
        report.onReady(spec.name, seconds, wasReady || attempt > 0)
        wasReady = true
        ready.resolve()
      }).catch((error: unknown) => (error instanceof Error ? error.message : String(error)))
      if (stopping.signal.aborted) break
      if (!wasReady && attempt + 1 >= attemptsUntilReady) {
        ready.reject(new Error(`${spec.name} does not start: ${how}\n${await endOf(spec.logFile)}`))
        return
      }
      if (Date.now() - startedAt > 60_000) attempt = 0
      const pauseMs = backoffMs[Math.min(attempt, backoffMs.length - 1)] ?? 30_000
      report.onCrash(spec.name, how, pauseMs)
      await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
    ready.reject(new Error(`${spec.name} was stopped`))
  }

  /** One life of the process; answers how it ended. */
  const live = async (onReady: (seconds: number) => void): Promise<string> => {
    const startedAt = Date.now()
    const start = await spec.prepare()
    if (stopping.signal.aborted) return 'stopped'
    stopSignal = start.stopSignal
    const log = await openLog(spec.logFile)
    const child = spawn(start.command, start.args, {
      ...(start.account ?? {}),
      ...(start.cwd === undefined ? {} : { cwd: start.cwd }),
      env: start.env,
      // A process group of its own: Ctrl-C in the terminal reaches the supervisor alone, which stops all in order.
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    })
    current = child
    const ended = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message))
      child.once('exit', (code, signal) => resolve(signal ? `ended by ${signal}` : `ended with code ${code}`))
    })
    await log.close()
    const { pid } = child
    if (pid !== undefined) await records.add({ name: spec.name, pid })
    const over = new AbortController()
    const end = ended.finally(() => over.abort())
    void waitUntilReady(start.isReady, over.signal).then(async (isReady) => {
      if (isReady) {
        onReady((Date.now() - startedAt) / 1000)
        if (!start.isWell) return
        await untilUnwell(start.isWell, over.signal)
      }
      if (!over.signal.aborted) killGroup(child, 'SIGKILL')
    })
    const how = await end
    // Whatever it started itself must not outlive it.
    killGroup(child, 'SIGKILL')
    if (pid !== undefined) await records.remove(pid)
    current = undefined
    return how
  }

  const over = life()
  return {
    name: spec.name,
    port: spec.port,
    pid: () => current?.pid,
    ready: ready.promise,
    async stop() {
      stopping.abort()
      current?.kill(stopSignal)
      const timer = setTimeout(() => current && killGroup(current, 'SIGKILL'), stopWithinMs)
      // A process in the midst of its start may be spawned after the first signal was sent.
      const again = setInterval(() => current?.kill(stopSignal), 2000)
      await over
      clearTimeout(timer)
      clearInterval(again)
    },
  }
}

async function waitUntilReady(isReady: () => Promise<boolean>, signal: AbortSignal): Promise<boolean> {
  const end = Date.now() + readyWithinMs
  while (!signal.aborted && Date.now() < end) {
    if (await isReady()) return !signal.aborted
    await sleep(100)
  }
  return false
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, signal)
  } catch {
    // Nobody of the group is left.
  }
}

async function openLog(file: string) {
  const found = await stat(file).catch(() => undefined)
  if (found && found.size > logLimitBytes) await rename(file, `${file}.1`)
  return open(file, 'a')
}

async function endOf(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '')
  return `${text.trimEnd().split('\n').slice(-12).join('\n')}\n(more in ${file})`
}
