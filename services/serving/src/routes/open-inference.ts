import { DomainError, httpStatus } from '@headway/kit/errors'
import type { RouteDeps } from '@headway/kit/service'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Adapters } from '../adapters/open-adapters.ts'
import type { ServingSettings } from '../config.ts'
import type { Context } from '../context.ts'
import { describeError } from '../open-inference/describe-error.ts'
import { findModel, type ModelName, versionIdOf } from '../open-inference/find-model.ts'
import { modelMetadata, repositoryIndex } from '../open-inference/model-metadata.ts'
import { serverMetadata } from '../open-inference/server-metadata.ts'
import { infer } from './infer.ts'

type Named = { Params: ModelName }

/**
 * The Open Inference Protocol, version 2, over REST. A model is an endpoint; its versions are those that a variant has in
 * memory. Health needs no token, the rest a viewer's.
 */
export function openInferenceRoutes(
  app: FastifyInstance,
  deps: RouteDeps<ServingSettings, Adapters, Context>,
): void {
  const { fleet } = deps.adapters
  app.removeAllContentTypeParsers()
  // Fastify's own parser looks for poisoned keys first; these requests are large and checked field by field.
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body))
  app.setErrorHandler(async (error, request, reply) => {
    const status = statusOf(error)
    if (status >= 500) {
      deps.log.error({ err: error, method: request.method, url: request.url }, 'inference failed')
    }
    await reply.code(status).send({ error: messageOf(error) })
  })
  const context = async (request: FastifyRequest) => deps.context(await deps.authenticate(request, 'viewer'))
  const options = { bodyLimit: deps.settings.HEADWAY_PREDICT_BODY_LIMIT }

  app.get('/v2/health/live', async () => ({ live: true }))
  // Ready means able to answer for every endpoint that has a version; a new endpoint does not make the server unready.
  app.get('/v2/health/ready', async () => ({ ready: true, live: true }))
  app.get('/v2', async (request) => {
    await context(request)
    return serverMetadata
  })
  app.post<{ Body: Buffer | undefined }>('/v2/repository/index', async (request) => {
    await context(request)
    return repositoryIndex(fleet.list(), asksReadyOnly(request.body))
  })
  for (const path of ['/v2/models/:model', '/v2/models/:model/versions/:version']) {
    app.get<Named>(path, async (request) => {
      await context(request)
      const { endpoint, variant } = findModel(fleet, request.params)
      return modelMetadata(endpoint, variant)
    })
    app.get<Named>(`${path}/ready`, async (request) => {
      await context(request)
      findModel(fleet, request.params)
      return { name: request.params.model, ready: true }
    })
    app.post<Named>(`${path}/infer`, options, async (request, reply) => {
      const found = await context(request)
      await infer(found, request, reply, request.params.model, versionIdOf(fleet, request.params))
    })
  }
  app.all('/v2/*', async (request) => {
    throw new DomainError(
      'NOT_FOUND',
      `the protocol has no ${request.method} ${request.url.split('?')[0]} here`,
    )
  })
}

function asksReadyOnly(body: Buffer | undefined): boolean {
  if (!body?.length) return false
  try {
    return (JSON.parse(body.toString('utf8')) as { ready?: unknown }).ready === true
  } catch (cause) {
    throw new DomainError('INVALID_ARGUMENT', 'the request is not JSON', { cause, field: 'ready' })
  }
}

function statusOf(error: unknown): number {
  if (error instanceof DomainError) return httpStatus(error.code)
  const { statusCode } = error as { statusCode?: number }
  return statusCode !== undefined && statusCode < 500 ? statusCode : 500
}

function messageOf(error: unknown): string {
  if (error instanceof DomainError) return `${error.code}: ${describeError(error)}`
  return statusOf(error) < 500 ? (error as Error).message : 'internal error'
}
