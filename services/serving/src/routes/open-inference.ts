import { DomainError, httpStatus, publicError } from '@headway/kit/errors'
import type { RouteDeps } from '@headway/kit/service'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { chooseVariant } from '../adapters/fleet.ts'
import type { Adapters } from '../adapters/open-adapters.ts'
import type { ServingSettings } from '../config.ts'
import type { Context } from '../context.ts'
import { infer } from './infer.ts'
import { modelMetadata, repositoryIndex } from './model-metadata.ts'

type Named = { Params: { model: string; version?: string } }

const server = {
  name: 'headway',
  version: '0.1.0',
  extensions: ['model_repository', 'binary_tensor_data'],
}

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
    return server
  })
  app.post<{ Body: Buffer | undefined }>('/v2/repository/index', async (request) => {
    await context(request)
    return repositoryIndex(fleet.list(), asksReadyOnly(request.body))
  })
  for (const path of ['/v2/models/:model', '/v2/models/:model/versions/:version']) {
    app.get<Named>(path, async (request) => {
      await context(request)
      const { endpoint, variant } = find(request.params)
      return modelMetadata(endpoint, variant)
    })
    app.get<Named>(`${path}/ready`, async (request) => {
      await context(request)
      find(request.params)
      return { name: request.params.model, ready: true }
    })
    app.post<Named>(`${path}/infer`, options, async (request, reply) => {
      const found = await context(request)
      const { model, version } = request.params
      await infer(found, request, reply, model, version === undefined ? null : versionIdOf(model, version))
    })
  }

  function find({ model, version }: Named['Params']) {
    const endpoint = fleet.get(model)
    const versionId = version === undefined ? null : versionIdOf(model, version)
    return { endpoint, variant: chooseVariant(endpoint, versionId) }
  }

  /** A version is asked by its number; the model's own name comes from the endpoint. */
  function versionIdOf(endpoint: string, version: string): string {
    return `${fleet.get(endpoint).model}/${version}`
  }
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

/** One string is all the protocol has: message, what was given, what was expected. */
function messageOf(error: unknown): string {
  if (!(error instanceof DomainError)) {
    return statusOf(error) < 500 ? (error as Error).message : 'internal error'
  }
  const { code, message, field, value, expected } = publicError(error)
  const where = field === undefined ? '' : ` (${field}: got ${JSON.stringify(value) ?? 'nothing'}`
  const told = where && expected !== undefined ? `${where}, expected ${expected})` : where && `${where})`
  return `${code}: ${message}${told}`
}
