import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import type { Actor, Role } from './actor.ts'
import type { Bus } from './bus.ts'
import type { StreamSpec } from './bus-streams.ts'
import type { ServiceSettings, SettingsOf, SettingsShape } from './config.ts'
import type { EventHandler } from './consumer.ts'
import type { HealthCheck } from './http-app.ts'
import type { Identity } from './identity.ts'
import type { Logger } from './log.ts'

/** What every command, resolver and handler is given; a service adds its own to it. */
export type ServiceContext<DB, Settings = ServiceSettings> = {
  db: Kysely<DB>
  actor: Actor
  settings: Settings
  log: Logger
  now: () => Date
  newId: () => string
}

export type OpenDeps<DB, Settings> = {
  settings: Settings
  log: Logger
  db: Kysely<DB>
  bus: Bus
  identity: Identity
  /** Aborted when the service stops. */
  signal: AbortSignal
}

export type RouteDeps<Settings, Adapters, Context> = {
  settings: Settings
  log: Logger
  adapters: Adapters
  bus: Bus
  identity: Identity
  /** Who sends the request, by API token, JWT or internal token; throws UNAUTHENTICATED or PERMISSION_DENIED. */
  authenticate: (request: FastifyRequest, requires: Role) => Promise<Actor>
  /** A context for this request; what it writes carries the actor's identity. */
  context: (actor: Actor) => Context
}

export type BackgroundDeps<Settings, Adapters, Context> = {
  settings: Settings
  log: Logger
  adapters: Adapters
  bus: Bus
  /** Aborted when the service stops; a loop returns soon after. */
  signal: AbortSignal
  /** A fresh context whose actor is the service itself, or the one given. */
  context: (actor?: Actor) => Context
}

/** The parts list of a service. */
export type ServiceDefinition<
  Shape extends SettingsShape,
  DB,
  Adapters extends object,
  Context extends object,
  Settings = SettingsOf<Shape>,
> = {
  name: string
  /** The port when HEADWAY_PORT is not set. */
  port: number
  settings: Shape
  schema: URL
  resolvers: object
  migrations: URL
  handlers?: readonly EventHandler<NoInfer<Context>>[]
  /** Opens what the service talks to; what can be disposed is, in reverse order, when the service stops. */
  open: (deps: OpenDeps<DB, Settings>) => Promise<Adapters>
  /** Called for every request and every event. */
  context: (base: ServiceContext<DB, Settings>, adapters: Adapters) => Context
  /** More Fastify routes, in a scope of their own. */
  routes?: (
    app: FastifyInstance,
    deps: RouteDeps<Settings, Adapters, NoInfer<Context>>,
  ) => void | Promise<void>
  /** Loops that run until the signal aborts; one that throws is started again after a while. */
  background?: readonly ((deps: BackgroundDeps<Settings, Adapters, NoInfer<Context>>) => Promise<void>)[]
  /** Streams beside those of the events. */
  streams?: readonly StreamSpec[]
  /** More lines for `/readyz`; one that is not ok makes the service degraded. */
  health?: (adapters: Adapters) => Record<string, () => HealthCheck | Promise<HealthCheck>>
  /** False: the service starts and answers without its database, and catches up when it is back. */
  requiresDatabase?: boolean
  bodyLimit?: number
}

/** Checks the parts list against itself; it is run with `run` or, in a test, `start`. */
export function defineService<
  const Shape extends SettingsShape,
  DB,
  Adapters extends object,
  Context extends object,
>(
  definition: ServiceDefinition<Shape, DB, Adapters, Context>,
): ServiceDefinition<Shape, DB, Adapters, Context> {
  return definition
}
