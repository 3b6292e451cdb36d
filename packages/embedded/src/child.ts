import { type ChildProcess, spawn } from 'node:child_process'
import { guardProcess } from './guard-process.ts'
import { poll } from './poll.ts'
import type { Account } from './postgres-user.ts'

/** How to start a server once its data folder is prepared, and how to see and stop it. */
export type ServerCommand = {
  command: string
  args: string[]
  env: Record<string, string>
  /** The account to run it as, when it is not the caller's own. */
  account: Account | undefined
  /** Where clients connect; for PostgreSQL with the superuser's name and password. */
  url: string
  port: number
  /** The signal that stops it in order. */
  stopSignal: 'SIGINT' | 'SIGTERM'
  /** Whether it answers clients now. */
  isReady: () => Promise<boolean>
  /** Whether it does its work now, where a server may answer its clients and yet never work again. */
  isWell?: () => Promise<boolean>
}

/** A server process that answers; disposing of it stops it in order and waits for its end. */
export type RunningServer = { url: string; port: number; pid: number } & AsyncDisposable

/**
 * Starts a prepared server in a process group of its own, so that Ctrl-C in a terminal reaches its owner alone,
 * and waits until it answers. It is stopped too when the caller dies without disposing of it.
 * Throws with the end of the server's log when it ends before it answers.
 */
export async function startServer(server: ServerCommand, timeoutMs = 60_000): Promise<RunningServer> {
  const child = spawn(server.command, server.args, {
    env: server.env,
    ...(server.account ?? {}),
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const { pid } = child
  const guard = pid === undefined ? undefined : guardProcess(pid, server.stopSignal)
  const log = keepEnd(child)
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve())
    child.once('exit', () => resolve())
  })
  let isOver = false
  void ended.then(() => {
    isOver = true
  })
  const fail = (what: string) => new Error(`${server.command} ${what}\n${log()}`)
  await poll(() => isOver || server.isReady(), {
    timeoutMs,
    message: () => fail(`does not answer after ${timeoutMs} ms`).message,
  }).catch((error: unknown) => {
    guard?.[Symbol.dispose]()
    child.kill('SIGKILL')
    throw error
  })
  if (isOver || pid === undefined) {
    guard?.[Symbol.dispose]()
    throw fail('ended before it answered')
  }
  return {
    url: server.url,
    port: server.port,
    pid,
    async [Symbol.asyncDispose]() {
      guard?.[Symbol.dispose]()
      if (!isOver) child.kill(server.stopSignal)
      const timer = setTimeout(() => child.kill('SIGKILL'), 30_000)
      await ended
      clearTimeout(timer)
    },
  }
}

function keepEnd(child: ChildProcess): () => string {
  let text = ''
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-4000)
  })
  child.once('error', (error) => {
    text += error.message
  })
  return () => text
}
