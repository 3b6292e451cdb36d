import type { handleServerStreamingCall, handleUnaryCall, ServerWritableStream } from '@grpc/grpc-js'
import { DomainError } from '@headway/kit/errors'
import { grpcError } from './grpc-status.ts'

type HealthRequest = { service?: string }
type HealthResponse = { status: 'SERVING' | 'NOT_SERVING' | 'SERVICE_UNKNOWN' }

/** What answers `grpc.health.v1.Health`: serving until `drain`, of which watchers are told. */
export function openHealth(services: readonly string[]) {
  const known = new Set(['', ...services])
  const watchers = new Set<ServerWritableStream<HealthRequest, HealthResponse>>()
  let isServing = true
  const current = (): HealthResponse => ({ status: isServing ? 'SERVING' : 'NOT_SERVING' })

  const Check: handleUnaryCall<HealthRequest, HealthResponse> = ({ request: { service = '' } }, done) => {
    if (known.has(service)) return done(null, current())
    const expected = `one of ${services.join(', ')}, or none`
    const refusal = { field: 'service', value: service, expected }
    done(grpcError(new DomainError('NOT_FOUND', `there is no service ${service}`, refusal)))
  }
  const Watch: handleServerStreamingCall<HealthRequest, HealthResponse> = (call) => {
    const { service = '' } = call.request
    call.write(known.has(service) ? current() : { status: 'SERVICE_UNKNOWN' })
    watchers.add(call)
    call.on('cancelled', () => {
      watchers.delete(call)
      call.end()
    })
  }
  return {
    methods: { Check, Watch },
    /** Says that nothing more is answered, and ends what watches: a server waits for its streams when it stops. */
    drain() {
      isServing = false
      for (const call of watchers) {
        if (known.has(call.request.service ?? '')) call.write(current())
        call.end()
      }
      watchers.clear()
    },
  }
}
