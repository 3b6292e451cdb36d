import { type handleUnaryCall, type Metadata, type ServerUnaryCall, status } from '@grpc/grpc-js'
import type { Actor } from '@headway/kit/actor'
import type { Logger } from '@headway/kit/log'
import type { Fleet } from '../adapters/fleet.ts'
import { predict } from '../commands/predict.ts'
import type { Context } from '../context.ts'
import { findModel, isReady, versionIdOf } from '../open-inference/find-model.ts'
import { predictionRequestOf } from '../open-inference/infer-call.ts'
import { modelMetadata, repositoryIndex } from '../open-inference/model-metadata.ts'
import { serverMetadata } from '../open-inference/server-metadata.ts'
import { grpcError } from './grpc-status.ts'
import type { InferRequestMessage } from './infer-messages.ts'
import { readInferMessage } from './read-infer-message.ts'
import { writeInferMessage } from './write-infer-message.ts'

type Needs = {
  fleet: Fleet
  log: Logger
  /** Who calls, by the metadata's `authorization`; throws UNAUTHENTICATED or PERMISSION_DENIED. */
  authenticate: (metadata: Metadata) => Promise<Actor>
  context: (actor: Actor) => Context
}

type Named = { name?: string; version?: string }
type Work<Request> = (request: Request, context: Context, call: ServerUnaryCall<Request, object>) => unknown

/** The methods of `inference.GRPCInferenceService`. Health needs no token, the rest a viewer's. */
export function inferenceMethods({ fleet, log, authenticate, context }: Needs) {
  const open = (work: () => object): handleUnaryCall<object, object> => {
    return (_, done) => done(null, work())
  }
  const guarded = <Request>(work: Work<Request>): handleUnaryCall<Request, object> => {
    return async (call, done) => {
      try {
        const answer = await work(call.request, context(await authenticate(call.metadata)), call)
        done(null, answer as object)
      } catch (error) {
        const told = grpcError(error)
        if (told.code === status.INTERNAL)
          log.error({ err: error, method: call.getPath() }, 'inference failed')
        done(told)
      }
    }
  }
  const find = ({ name = '', version }: Named) => findModel(fleet, { model: name, version })
  return {
    ServerLive: open(() => ({ live: true })),
    ServerReady: open(() => ({ ready: true })),
    ServerMetadata: guarded(() => serverMetadata),
    ModelReady: guarded(({ name = '', version }: Named) => ({
      ready: isReady(fleet, { model: name, version }),
    })),
    ModelMetadata: guarded((request: Named) => {
      const { endpoint, variant } = find(request)
      return modelMetadata(endpoint, variant)
    }),
    RepositoryIndex: guarded(({ ready }: { ready?: boolean }) => ({
      models: repositoryIndex(fleet.list(), ready ?? false),
    })),
    ModelInfer: guarded(async (message: InferRequestMessage, given, call) => {
      const { model_name: model = '', model_version: version } = message
      const asked = readInferMessage(message)
      const versionId = versionIdOf(fleet, { model, version })
      const deadline = Number(call.getDeadline())
      const answer = await predict(
        given,
        predictionRequestOf(asked, { endpoint: model, versionId, deadline }),
      )
      return writeInferMessage(message, asked, answer)
    }),
  }
}
