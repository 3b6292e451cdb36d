import { DomainError } from '@headway/kit/errors'
import type { Context } from '../context.ts'
import type { Endpoint } from '../domain/endpoint.ts'
import { findEndpoint, removeEndpoint } from '../store/endpoints.ts'
import { supersedeOpenRollouts } from '../store/rollouts.ts'

/** Deletes an endpoint; every replica then drains it and frees its models. Answers what it was. */
export async function deleteEndpoint(context: Context, name: string): Promise<Endpoint> {
  const endpoint = await context.db.transaction().execute(async (tx) => {
    const found = await findEndpoint(tx, name)
    if (!found)
      throw new DomainError('NOT_FOUND', `there is no endpoint ${name}`, { field: 'name', value: name })
    await supersedeOpenRollouts(tx, name, null, context.now())
    await removeEndpoint(tx, name)
    return found
  })
  context.followState.changed.wake()
  return endpoint
}
