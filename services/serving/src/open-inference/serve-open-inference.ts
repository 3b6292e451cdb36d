import type { RouteDeps } from '@headway/kit/service'
import type { FastifyInstance } from 'fastify'
import type { Adapters } from '../adapters/open-adapters.ts'
import type { ServingSettings } from '../config.ts'
import type { Context } from '../context.ts'
import { serveGrpc } from '../grpc/serve-grpc.ts'
import { openInferenceRoutes } from '../routes/open-inference.ts'

/** The Open Inference Protocol, version 2, over REST on the service's port and over gRPC on its own, until the app closes. */
export async function serveOpenInference(
  app: FastifyInstance,
  deps: RouteDeps<ServingSettings, Adapters, Context>,
): Promise<void> {
  openInferenceRoutes(app, deps)
  const grpc = await serveGrpc(deps)
  app.addHook('preClose', () => grpc[Symbol.asyncDispose]())
}
