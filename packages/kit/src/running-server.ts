import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import type { Bus } from './bus.ts'
import type { ProcessSettings } from './config.ts'
import type { Logger } from './log.ts'

/** A process that answers, and how it ends. */
export type RunningServer<Settings> = AsyncDisposable & {
  url: string
  port: number
  settings: Settings
  log: Logger
  bus: Bus
  app: FastifyInstance
  /** Sends callers elsewhere, and answers those who come all the same for as long as the settings say. */
  drain: () => Promise<void>
  stop: () => Promise<void>
}

/** Whether the process is about to stop. */
export type Leaving = { now: boolean }

/** Makes a server that listens one that can be stopped: `opened` is disposed of, once. */
export function runningServer<Settings extends ProcessSettings>(parts: {
  url: string
  app: FastifyInstance
  settings: Settings
  log: Logger
  bus: Bus
  leaving: Leaving
  opened: AsyncDisposableStack
}): RunningServer<Settings> {
  const { url, app, settings, log, bus, leaving, opened } = parts
  let stopped: Promise<void> | undefined
  const stop = () => {
    leaving.now = true
    stopped ??= opened.disposeAsync().then(() => log.info('stopped'))
    return stopped
  }
  return {
    url,
    port: (app.server.address() as { port: number }).port,
    settings,
    log,
    bus,
    app,
    async drain() {
      leaving.now = true
      await sleep(settings.HEADWAY_DRAIN_MS)
    },
    stop,
    [Symbol.asyncDispose]: stop,
  }
}
