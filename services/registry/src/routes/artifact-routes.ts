import { checkDigest } from '@headway/artifacts/digest'
import type { RouteDeps } from '@headway/kit/service'
import type { FastifyInstance } from 'fastify'
import type { RegistrySettings } from '../config.ts'
import type { Adapters, Context } from '../context.ts'
import { getArtifact } from './get-artifact.ts'
import { headArtifact } from './head-artifact.ts'
import { putArtifact } from './put-artifact.ts'

/** The artifact store over HTTP, for those who cannot open it themselves. */
export function addArtifactRoutes(
  app: FastifyInstance,
  deps: RouteDeps<RegistrySettings, Adapters, Context>,
): void {
  const { adapters, authenticate } = deps
  // Bodies are streamed as they come, whatever they are said to be.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))

  app.route<{ Params: { digest: string } }>({
    method: 'PUT',
    url: '/artifacts/:digest',
    bodyLimit: Number.MAX_SAFE_INTEGER,
    handler: async (request, reply) => {
      await authenticate(request, 'operator')
      return putArtifact(adapters, checkDigest(request.params.digest), request, reply)
    },
  })
  app.route<{ Params: { digest: string } }>({
    method: 'GET',
    url: '/artifacts/:digest',
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      await authenticate(request, 'viewer')
      return getArtifact(adapters, checkDigest(request.params.digest), request, reply)
    },
  })
  app.route<{ Params: { digest: string } }>({
    method: 'HEAD',
    url: '/artifacts/:digest',
    handler: async (request, reply) => {
      await authenticate(request, 'viewer')
      return headArtifact(adapters, checkDigest(request.params.digest), reply)
    },
  })
}
