import { DomainError } from '@headway/kit/errors'
import type { Context } from '../context.ts'
import { checkCanaries, checkWeight, type Endpoint } from '../domain/endpoint.ts'
import { findEndpoint } from '../store/endpoints.ts'
import { lockModel } from '../store/model-lock.ts'
import { setWeight } from '../store/variants.ts'

/** Sets the share of the partitions that a canary or a shadow gets; every replica follows within a moment. */
export async function setVariantWeight(
  context: Context,
  name: string,
  variantName: string,
  weight: number,
): Promise<Endpoint> {
  const endpoint = await context.db.transaction().execute(async (tx) => {
    const { model } = (await findEndpoint(tx, name)) ?? { model: '' }
    await lockModel(tx, model)
    const found = await findEndpoint(tx, name)
    const variant = found?.variants.find((one) => one.name === variantName)
    if (!found || !variant) {
      throw new DomainError('NOT_FOUND', `there is no variant ${name}/${variantName}`, {
        field: found ? 'variant' : 'endpoint',
        value: found ? variantName : name,
      })
    }
    checkWeight('weight', { role: variant.role, weight })
    const variants = found.variants.map((one) => (one === variant ? { ...one, weight } : one))
    checkCanaries(variants)
    await setWeight(tx, name, variantName, weight)
    return { ...found, variants }
  })
  context.followState.changed.wake()
  return endpoint
}
