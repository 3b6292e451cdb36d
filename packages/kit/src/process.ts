import type { FastifyInstance } from 'fastify'
import { type Bus, openBus } from './bus.ts'
import { eventStreams, type StreamSpec } from './bus-streams.ts'
import {
  type Environment,
  type ProcessSettingsOf,
  parseProcessSettings,
  processEnvironment,
  type SettingsShape,
} from './config.ts'
import { createHttpApp, type HealthReport } from './http-app.ts'
import { type Identity, openIdentity } from './identity.ts'
import { createLog, type Logger } from './log.ts'
import { runUntilStopped } from './run-until-stopped.ts'
import { type Leaving, type RunningServer, runningServer } from './running-server.ts'

export type ProcessDeps<Settings> = {
  /** Fastify with health and metrics; it listens after `start` has returned. */
  app: FastifyInstance
  settings: Settings
  log: Logger
  bus: Bus
  identity: Identity
  /** Aborted when the process stops. */
  signal: AbortSignal
}

/** What `start` of a process answers: how to stop it and, if it wants, more lines for `/readyz`. */
export type ProcessBody = AsyncDisposable & { health?: () => HealthReport | Promise<HealthReport> }

/** A process without a database of its own: the gateway, a worker, an app. */
export type ProcessDefinition<Shape extends SettingsShape> = {
  name: string
  /** The port when HEADWAY_PORT is not set. */
  port: number
  settings: Shape
  streams?: readonly StreamSpec[]
  start: (deps: ProcessDeps<ProcessSettingsOf<Shape>>) => Promise<ProcessBody>
}

export function defineProcess<const Shape extends SettingsShape>(
  definition: ProcessDefinition<Shape>,
): ProcessDefinition<Shape> {
  return definition
}

/** Runs it as this process, until SIGTERM or SIGINT. */
export async function runProcess<Shape extends SettingsShape>(
  definition: ProcessDefinition<Shape>,
): Promise<void> {
  await runUntilStopped(definition.name, (signal) => startProcess(definition, processEnvironment(), signal))
}

/** Starts it inside this process: bus, `start`, server. Stopping: the signal, server, what `start` opened, bus. */
export async function startProcess<Shape extends SettingsShape>(
  definition: ProcessDefinition<Shape>,
  environment: Environment,
  outerSignal?: AbortSignal,
): Promise<RunningServer<ProcessSettingsOf<Shape>>> {
  const settings = parseProcessSettings(definition.settings, environment, {
    HEADWAY_PORT: String(definition.port),
  })
  const log = createLog(definition.name, settings.HEADWAY_LOG_LEVEL)
  const stopping = new AbortController()
  const signal = outerSignal ? AbortSignal.any([stopping.signal, outerSignal]) : stopping.signal

  await using stack = new AsyncDisposableStack()
  const bus = stack.use(
    openBus({
      url: settings.HEADWAY_NATS_URL,
      name: definition.name,
      log,
      streams: [...eventStreams, ...(definition.streams ?? [])],
      replicas: settings.HEADWAY_NATS_REPLICAS,
    }),
  )
  let body: ProcessBody | undefined
  const leaving: Leaving = { now: false }
  const app = createHttpApp({
    log,
    bodyLimit: settings.HEADWAY_BODY_LIMIT,
    health: async () => ({
      bus: { ok: bus.state() === 'connected', detail: bus.state() },
      ...((await body?.health?.()) ?? {}),
    }),
    required: [],
    isLeaving: () => leaving.now,
  })
  const identity = openIdentity({ settings, log })
  body = await definition.start({ app, settings, log, bus, identity, signal })
  stack.use(body)
  stack.defer(() => app.close())
  stack.defer(() => stopping.abort())
  const url = await app.listen({ host: settings.HEADWAY_HOST, port: settings.HEADWAY_PORT })
  log.info({ url }, 'started')

  return runningServer({ url, app, settings, log, bus, leaving, opened: stack.move() })
}
