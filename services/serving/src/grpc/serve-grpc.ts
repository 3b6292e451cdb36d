import { readFile } from 'node:fs/promises'
import { Server, ServerCredentials } from '@grpc/grpc-js'
import { requireRole } from '@headway/kit/actor'
import { DomainError } from '@headway/kit/errors'
import type { RouteDeps } from '@headway/kit/service'
import type { Adapters } from '../adapters/open-adapters.ts'
import type { ServingSettings } from '../config.ts'
import type { Context } from '../context.ts'
import { openHealth } from './health-methods.ts'
import { inferenceMethods } from './inference-methods.ts'
import { healthService, inferenceService } from './load-services.ts'

const drainMs = 10_000

/**
 * Serves the Open Inference Protocol and gRPC's health service on a port of their own, with TLS when a certificate is
 * set. Disposing says so to who watches the health, lets the calls in hand end for ten seconds and closes.
 * FAILED_PRECONDITION when the port is taken.
 */
export async function serveGrpc(
  deps: RouteDeps<ServingSettings, Adapters, Context>,
): Promise<{ port: number } & AsyncDisposable> {
  const { settings, log, adapters, identity, context } = deps
  const server = new Server({
    'grpc.max_receive_message_length': settings.HEADWAY_PREDICT_BODY_LIMIT,
    'grpc.max_send_message_length': -1,
  })
  const health = openHealth(['inference.GRPCInferenceService'])
  server.addService(healthService, health.methods)
  server.addService(
    inferenceService,
    inferenceMethods({
      fleet: adapters.fleet,
      log,
      context,
      authenticate: async (metadata) => {
        const { actor } = await identity.authenticate(metadata.get('authorization')[0]?.toString())
        requireRole(actor, 'viewer')
        return actor
      },
    }),
  )
  const port = await listen(server, settings)
  log.info({ port }, 'answers gRPC')
  return {
    port,
    async [Symbol.asyncDispose]() {
      health.drain()
      const late = setTimeout(() => server.forceShutdown(), drainMs)
      await new Promise<void>((resolve) => server.tryShutdown(() => resolve()))
      clearTimeout(late)
    },
  }
}

async function listen(server: Server, settings: ServingSettings): Promise<number> {
  const { HEADWAY_HOST: host, HEADWAY_GRPC_PORT: port } = settings
  const credentials = await credentialsOf(settings)
  return new Promise((resolve, reject) => {
    server.bindAsync(`${host}:${port}`, credentials, (cause, bound) => {
      if (cause === null) return resolve(bound)
      const taken = { cause, field: 'HEADWAY_GRPC_PORT', value: port, expected: 'a free port' }
      reject(new DomainError('FAILED_PRECONDITION', `gRPC cannot listen on ${host}:${port}`, taken))
    })
  })
}

async function credentialsOf(settings: ServingSettings): Promise<ServerCredentials> {
  const { HEADWAY_GRPC_TLS_CERT: certificate, HEADWAY_GRPC_TLS_KEY: key } = settings
  if (certificate === undefined && key === undefined) return ServerCredentials.createInsecure()
  if (certificate === undefined || key === undefined) {
    const field = certificate === undefined ? 'HEADWAY_GRPC_TLS_CERT' : 'HEADWAY_GRPC_TLS_KEY'
    throw new DomainError('INVALID_ARGUMENT', `${field} is not set, but its other half is`, {
      field,
      expected: 'both HEADWAY_GRPC_TLS_CERT and HEADWAY_GRPC_TLS_KEY, or neither',
    })
  }
  const [cert_chain, private_key] = await Promise.all([readFile(certificate), readFile(key)])
  return ServerCredentials.createSsl(null, [{ cert_chain, private_key }])
}
