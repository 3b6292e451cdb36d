import type { FastifyInstance } from 'fastify'

const tensorHeader = 'inference-header-content-length'
const allowedHeaders = `authorization, content-type, last-event-id, traceparent, apollo-require-preflight, ${tensorHeader}`

/** Lets pages of the given origins (`*`: of any) call the gateway; other origins get no permission to read. */
export function addCors(app: FastifyInstance, origins: string[]): void {
  if (origins.length === 0) return
  app.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers
    if (origin === undefined) return
    reply.header('vary', 'origin')
    if (!origins.includes('*') && !origins.includes(origin)) return
    // Tokens travel in a header, never in a cookie: no credentials are allowed.
    reply.header('access-control-allow-origin', origin)
    reply.header('access-control-expose-headers', tensorHeader)
    if (request.method !== 'OPTIONS') return
    reply.header('access-control-allow-methods', 'GET, POST, OPTIONS')
    reply.header('access-control-allow-headers', allowedHeaders)
    reply.header('access-control-max-age', '7200')
  })
  for (const path of ['/graphql', '/v2', '/v2/*']) {
    app.options(path, async (_, reply) => reply.code(204).send())
  }
}
