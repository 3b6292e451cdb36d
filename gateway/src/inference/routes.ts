import { DomainError, httpStatus } from '@headway/kit/errors'
import type { Logger } from '@headway/kit/log'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { GatewaySettings } from '../config.ts'
import type { Upstreams } from '../upstream/upstreams.ts'
import { forward } from './forward.ts'
import { tooLarge } from './repeatable-body.ts'

/**
 * The Open Inference Protocol on the gateway's port: every request under `/v2` goes to a replica of serving, with the
 * caller's own token, which serving checks.
 */
export async function addInferenceRoutes(
  app: FastifyInstance,
  { upstreams, settings, log }: { upstreams: Upstreams; settings: GatewaySettings; log: Logger },
): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    // The body is left unread: it is passed on while it arrives.
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    const handler = async (request: FastifyRequest, reply: FastifyReply) => {
      const signal = untilGone(reply, settings.HEADWAY_OPERATION_TIMEOUT_MS)
      try {
        const { status, headers, body } = await answer(request, signal)
        return reply.code(status).headers(headers).send(body)
      } catch (error) {
        const refusal = toRefusal(error, signal)
        if (refusal.code === 'UNAVAILABLE')
          log.warn({ err: error, url: request.url }, 'serving does not answer')
        return reply.code(statusOf(refusal)).send({ error: `${refusal.code}: ${refusal.message}` })
      }
    }
    for (const url of ['/v2', '/v2/*']) scope.route({ method: ['GET', 'POST'], url, handler })
  })

  const limitBytes = settings.HEADWAY_PREDICT_BODY_LIMIT
  function answer({ raw }: FastifyRequest, signal: AbortSignal) {
    const replicas = upstreams.find('serving')
    if (!replicas) throw new DomainError('UNAVAILABLE', 'the graph has no serving service')
    if (Number(raw.headers['content-length'] ?? 0) > limitBytes) throw tooLarge(limitBytes)
    return forward(replicas, raw, { signal, limitBytes })
  }
}

/** Aborted when the time is over or the caller has gone. */
function untilGone(reply: FastifyReply, timeoutMs: number): AbortSignal {
  const gone = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort(new Error('the caller has gone'))
  })
  return AbortSignal.any([gone.signal, AbortSignal.timeout(timeoutMs)])
}

function toRefusal(error: unknown, signal: AbortSignal): DomainError {
  if (error instanceof DomainError) return error
  const reason = signal.aborted ? 'did not answer in time' : 'does not answer'
  return new DomainError('UNAVAILABLE', `the serving service ${reason}`, { cause: error })
}

function statusOf(refusal: DomainError): number {
  // Of bodies, not of requests that come too fast.
  return refusal.code === 'RESOURCE_EXHAUSTED' ? 413 : httpStatus(refusal.code)
}
