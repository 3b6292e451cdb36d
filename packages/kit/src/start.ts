import type { Kysely } from 'kysely'
import { actAs, enterAs } from './acting.ts'
import { type Actor, requireRole } from './actor.ts'
import { startLoop, startWhen } from './background.ts'
import { openBus } from './bus.ts'
import { eventStreams } from './bus-streams.ts'
import { type Environment, parseServiceSettings, type SettingsOf, type SettingsShape } from './config.ts'
import { type HandlerHost, startHandlers } from './consumer.ts'
import { openDatabase } from './database.ts'
import { serveDeadLetters } from './dead-letter-routes.ts'
import { disposeAll } from './dispose-all.ts'
import { serveGraphql } from './graphql-server.ts'
import { createHttpApp } from './http-app.ts'
import { openIdentity } from './identity.ts'
import type { KitTables } from './kit-tables.ts'
import { createLog, type Logger } from './log.ts'
import { migrateWhenReachable } from './migrate-when-reachable.ts'
import { newId } from './new-id.ts'
import { startRelay } from './relay.ts'
import { type Leaving, type RunningServer, runningServer } from './running-server.ts'
import type { ServiceDefinition } from './service.ts'
import { reportHealth } from './service-health.ts'

export type RunningService<DB, Settings, Context> = RunningServer<Settings> & {
  db: Kysely<DB>
  context: (actor: Actor) => Context
}

/**
 * Starts a service in this process: database, bus, relay, adapters, server, background loops, handlers; stopping
 * undoes it in the reverse order and finishes what is in hand. Throws when the configuration is wrong or the
 * database does not come within a minute.
 */
export async function start<Shape extends SettingsShape, DB, Adapters extends object, Context extends object>(
  service: ServiceDefinition<Shape, DB, Adapters, Context>,
  environment: Environment,
  outerSignal?: AbortSignal,
): Promise<RunningService<DB, SettingsOf<Shape>, Context>> {
  const settings = parseServiceSettings(service.settings, environment, {
    HEADWAY_PORT: String(service.port),
    HEADWAY_DATABASE_SCHEMA: service.name,
  })
  const log = createLog(service.name, settings.HEADWAY_LOG_LEVEL)
  const self: Actor = { id: service.name, roles: ['service'] }
  const identity = openIdentity({ settings, log })
  const stopping = new AbortController()
  const signal = outerSignal ? AbortSignal.any([stopping.signal, outerSignal]) : stopping.signal

  await using stack = new AsyncDisposableStack()
  const database = stack.use(
    openDatabase<DB>({
      url: settings.HEADWAY_DATABASE_URL,
      schema: settings.HEADWAY_DATABASE_SCHEMA,
      maxConnections: settings.HEADWAY_DATABASE_CONNECTIONS,
      onIdleError: (error) => log.warn({ err: error }, 'an idle database connection broke'),
    }),
  )
  const requiresDatabase = service.requiresDatabase ?? true
  const migrated = migrateWhenReachable(settings, service.migrations, log, signal, requiresDatabase)
  if (requiresDatabase) await migrated
  else stack.defer(() => migrated.catch(() => undefined))
  stack.defer(() => stopping.abort())

  const bus = stack.use(
    openBus({
      url: settings.HEADWAY_NATS_URL,
      name: service.name,
      log,
      streams: [...eventStreams, ...(service.streams ?? [])],
      replicas: settings.HEADWAY_NATS_REPLICAS,
    }),
  )
  const relayOptions = {
    service: service.name,
    databaseUrl: settings.HEADWAY_DATABASE_URL,
    schema: settings.HEADWAY_DATABASE_SCHEMA,
    bus,
    log,
  }
  stack.use(startWhen(migrated, () => startRelay(relayOptions)))

  const adapters = await service.open({ settings, log, db: database.db, bus, identity, signal })
  stack.defer(() => disposeAll(adapters))
  stack.defer(() => stopping.abort())
  const createContext = (given: { actor: Actor; db?: Kysely<DB>; log?: Logger }): Context =>
    service.context({ db: database.db, settings, log, now: () => new Date(), newId, ...given }, adapters)

  const host: HandlerHost<Context> = {
    service: service.name,
    db: database.db as unknown as Kysely<KitTables>,
    log,
    handlers: service.handlers ?? [],
    createContext: (given) => createContext({ ...given, db: given.db as unknown as Kysely<DB> }),
  }

  const leaving: Leaving = { now: false }
  const app = createHttpApp({
    log,
    bodyLimit: service.bodyLimit ?? settings.HEADWAY_BODY_LIMIT,
    health: () => reportHealth(database, bus, service.health?.(adapters) ?? {}),
    required: requiresDatabase ? ['database'] : [],
    isLeaving: () => leaving.now,
  })
  stack.defer(() => app.close())
  await serveGraphql(app, {
    schema: service.schema,
    resolvers: service.resolvers,
    identity,
    log,
    createContext: (actor) => createContext({ actor }),
  })
  const authenticate: Parameters<NonNullable<typeof service.routes>>[1]['authenticate'] = async (
    request,
    requires,
  ) => {
    const { actor } = await identity.authenticate(request.headers.authorization)
    requireRole(actor, requires)
    return actor
  }
  await serveDeadLetters(app, host, authenticate)
  await app.register(async (scope) => {
    await service.routes?.(scope, {
      settings,
      log,
      adapters,
      bus,
      identity,
      authenticate,
      context: (actor) => {
        enterAs(actor)
        return createContext({ actor })
      },
    })
  })
  const url = await app.listen({ host: settings.HEADWAY_HOST, port: settings.HEADWAY_PORT })

  for (const loop of service.background ?? []) {
    const run = (loopSignal: AbortSignal) =>
      actAs(self, () =>
        loop({
          settings,
          log,
          adapters,
          bus,
          signal: loopSignal,
          context: (actor = self) => createContext({ actor }),
        }),
      )
    stack.use(startLoop(loop.name || 'background', run, log))
  }
  stack.use(startWhen(migrated, () => startHandlers(host, bus)))
  log.info({ url }, 'started')

  const opened = stack.move()
  return {
    ...runningServer({ url, app, settings, log, bus, leaving, opened }),
    db: database.db,
    context: (actor) => createContext({ actor }),
  }
}
