import { DomainError } from '@headway/kit/errors'
import type { Context } from '../context.ts'
import type { Monitor } from '../domain/monitor.ts'

/** The monitor of the endpoint that something belongs to. */
export async function monitorOf(
  { endpoint }: { endpoint: string },
  _: unknown,
  { loaders }: Context,
): Promise<Monitor> {
  const monitor = await loaders.monitor.load(endpoint)
  if (monitor) return monitor
  throw new DomainError('NOT_FOUND', `no monitor of endpoint ${endpoint}`)
}
