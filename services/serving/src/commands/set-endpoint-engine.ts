import { DomainError } from '@headway/kit/errors'
import type { Context } from '../context.ts'
import type { Endpoint } from '../domain/endpoint.ts'
import type { Engine } from '../domain/engine.ts'
import { findEndpoint, saveEngine } from '../store/endpoints.ts'

/** Sets what may run the endpoint's models, null for the setting; replicas load them anew beside what answers and swap. */
export async function setEndpointEngine(
  context: Context,
  name: string,
  engine: Engine | null,
): Promise<Endpoint> {
  const endpoint = await context.db.transaction().execute(async (tx) => {
    await saveEngine(tx, name, engine)
    return findEndpoint(tx, name)
  })
  if (!endpoint)
    throw new DomainError('NOT_FOUND', `there is no endpoint ${name}`, { field: 'name', value: name })
  context.log.info({ endpoint: name, engine, actor: context.actor.id }, 'engine of an endpoint set')
  context.followState.changed.wake()
  return endpoint
}
