import { endpointCreated } from '@headway/events/serving'
import { DomainError } from '@headway/kit/errors'
import { emit } from '@headway/kit/outbox'
import type { Context } from '../context.ts'
import {
  checkEndpoint,
  type Endpoint,
  type EndpointSpec,
  isSameEndpoint,
  type Variant,
} from '../domain/endpoint.ts'
import { lockAliasStates } from '../store/alias-states.ts'
import { findEndpoint, insertEndpoint } from '../store/endpoints.ts'
import { lockModel } from '../store/model-lock.ts'
import { insertVariants } from '../store/variants.ts'
import { beginRollout } from './begin-rollout.ts'

/** Creates an endpoint and begins to load what its aliases name; the same content again answers the one there is. */
export async function createEndpoint(context: Context, given: EndpointSpec): Promise<Endpoint> {
  const spec = checkEndpoint(given)
  const endpoint = await context.db.transaction().execute(async (tx) => {
    await lockModel(tx, spec.model)
    const createdAt = context.now()
    if (!(await insertEndpoint(tx, spec, createdAt, context.actor.id))) {
      return sameEndpoint(await findEndpoint(tx, spec.name), spec)
    }
    const variants = spec.variants.map(
      (variant): Variant => ({
        ...variant,
        endpoint: spec.name,
        model: spec.model,
        desired: null,
        live: null,
      }),
    )
    await insertVariants(tx, variants)
    const aliases = await lockAliasStates(tx, spec.model)
    for (const variant of variants) {
      const named = aliases.get(variant.alias)
      if (named) await beginRollout(tx, context, variant, named)
    }
    await emit(
      tx,
      endpointCreated,
      {
        endpoint: spec.name,
        model: spec.model,
        variants: spec.variants,
        createdBy: context.actor.id,
      },
      { aggregate: spec.name },
    )
    return sameEndpoint(await findEndpoint(tx, spec.name), spec)
  })
  const { name, model, logShare } = endpoint
  if (!context.fleet.find(name)) context.fleet.put({ name, model, logShare, variants: [] })
  context.followState.changed.wake()
  return endpoint
}

function sameEndpoint(endpoint: Endpoint | undefined, spec: EndpointSpec): Endpoint {
  if (endpoint && isSameEndpoint(endpoint, spec)) return endpoint
  throw new DomainError('ALREADY_EXISTS', `endpoint ${spec.name} is there with other content`, {
    field: 'name',
    value: spec.name,
    expected: 'the same model, variants and logShare, or another name',
  })
}
