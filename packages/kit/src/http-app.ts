import Fastify, { type FastifyError, type FastifyInstance } from 'fastify'
import { translateDatabaseError } from './database.ts'
import { DomainError, httpStatus, publicError } from './errors.ts'
import { followConnections } from './idle-connections.ts'
import type { Logger } from './log.ts'
import { metricsText } from './metrics-text.ts'

/** One line of `/readyz`. */
export type HealthCheck = { ok: boolean; detail?: string }
export type HealthReport = Record<string, HealthCheck>

export type HttpAppOptions = {
  log: Logger
  bodyLimit: number
  /** Asked by `/readyz`; a check named in `required` that is not ok makes the process unavailable, others degraded. */
  health: () => Promise<HealthReport> | HealthReport
  required: readonly string[]
  /** Whether the process is about to stop: `/readyz` says so, and every answer that its connection is not to be used again. */
  isLeaving: () => boolean
}

/** Fastify with health, metrics and the translation of errors, ready for more routes. */
export function createHttpApp({
  log,
  bodyLimit,
  health,
  required,
  isLeaving,
}: HttpAppOptions): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit,
    // Longer than any client keeps an idle connection, so that it is the client that closes.
    keepAliveTimeout: 75_000,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 2000 },
  })
  const connections = followConnections(app.server)
  // Later than the hooks of others, which end their long-lived connections politely.
  app.addHook('preClose', async () => {
    setTimeout(() => connections.closeIdle(), 200).unref()
  })
  app.addHook('onSend', (_, reply, payload, done) => {
    if (isLeaving()) reply.header('connection', 'close')
    done(null, payload)
  })
  app.setErrorHandler((thrown: FastifyError, request, reply) => {
    const error = toHttpError(thrown)
    if (error.status >= 500)
      log.error({ err: thrown, method: request.method, url: request.url }, 'a request failed')
    return reply.status(error.status).send({ error: error.body })
  })
  app.setNotFoundHandler((request, reply) =>
    reply
      .status(404)
      .send({ error: { code: 'NOT_FOUND', message: `${request.method} ${request.url.split('?')[0]}` } }),
  )
  app.addHook('onResponse', async (request, reply) => {
    log.debug(
      {
        method: request.method,
        url: request.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    )
  })
  app.get('/livez', async () => ({ status: 'alive' }))
  app.get('/readyz', async (_, reply) => {
    if (isLeaving()) return reply.status(503).send({ status: 'stopping', checks: {} })
    const checks = await health()
    const failed = Object.keys(checks).filter((name) => !checks[name]?.ok)
    const unavailable = failed.some((name) => required.includes(name))
    return reply
      .status(unavailable ? 503 : 200)
      .send({ status: unavailable ? 'unavailable' : failed.length > 0 ? 'degraded' : 'ready', checks })
  })
  app.get('/metrics', async (_, reply) => {
    const text = await metricsText()
    if (text === undefined) throw new DomainError('NOT_FOUND', 'this process runs without telemetry')
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(text)
  })
  return app
}

/** The status and public body of any thrown error. */
export function toHttpError(thrown: unknown): { status: number; body: ReturnType<typeof publicError> } {
  const translated = translateDatabaseError(thrown)
  if (translated instanceof DomainError) {
    return { status: httpStatus(translated.code), body: publicError(translated) }
  }
  const { statusCode, message } = (thrown ?? {}) as { statusCode?: number; message?: string }
  // What Fastify itself refuses (too large, not JSON, wrong media type) is the caller's mistake.
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    const code = statusCode === 413 ? 'RESOURCE_EXHAUSTED' : 'INVALID_ARGUMENT'
    return { status: statusCode, body: { code, message: message ?? 'bad request' } }
  }
  return { status: 500, body: publicError(thrown) }
}
