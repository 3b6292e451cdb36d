import { DomainError } from './errors.ts'
import { createLog } from './log.ts'
import { stopTelemetry } from './metrics-text.ts'
import type { RunningServer } from './running-server.ts'

/** What a stop may take before the process ends anyway. */
const stopWithinMs = 25_000

/** `drain` comes before the stop, while everything is still answered. */
type Stoppable = Pick<RunningServer<unknown>, 'drain' | typeof Symbol.asyncDispose>

/** Starts something and stops it in order at SIGTERM or SIGINT; ends the process with 1 when anything fails. */
export async function runUntilStopped(
  name: string,
  begin: (signal: AbortSignal) => Promise<Stoppable>,
): Promise<void> {
  const log = createLog(name, 'info')
  const asked = new AbortController()
  const stopping = new AbortController()
  let running: Stoppable | undefined
  const fail = (error: unknown, what: string) => {
    log.fatal({ err: error }, what)
    process.exit(1)
  }
  process.on('uncaughtException', (error) => fail(error, 'an error nobody caught'))
  process.on('unhandledRejection', (error) => fail(error, 'a rejection nobody handled'))
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    // The signal often comes twice: from the terminal and from the supervisor.
    process.on(signal, () => {
      if (asked.signal.aborted) return
      asked.abort()
      void (running?.drain() ?? Promise.resolve()).then(() => stopping.abort())
      setTimeout(() => fail(undefined, 'not stopped in time'), stopWithinMs).unref()
    })
  }
  try {
    running = await begin(stopping.signal)
    await aborted(stopping.signal)
    await running[Symbol.asyncDispose]()
  } catch (error) {
    if (!stopping.signal.aborted) {
      const mistakes = error instanceof DomainError ? error.details?.mistakes : undefined
      if (Array.isArray(mistakes)) log.fatal({ mistakes }, 'the configuration is wrong')
      else log.fatal({ err: error }, 'cannot start')
      await stopTelemetry()
      process.exit(1)
    }
    log.error({ err: error }, 'the stop was not clean')
    process.exitCode = 1
  }
  await stopTelemetry()
  process.exit()
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
