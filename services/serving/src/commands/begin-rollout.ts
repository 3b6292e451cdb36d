import type { Transaction } from 'kysely'
import type { Context } from '../context.ts'
import type { AliasedVersion, Variant } from '../domain/endpoint.ts'
import type { Database } from '../store/database.ts'
import { insertRollout, supersedeOpenRollouts } from '../store/rollouts.ts'
import { setDesired } from '../store/variants.ts'

/** Makes a version what a variant should answer from; every replica sees that and follows. */
export async function beginRollout(
  tx: Transaction<Database>,
  { now, newId }: Context,
  variant: Variant,
  desired: AliasedVersion,
): Promise<void> {
  const at = now()
  await supersedeOpenRollouts(tx, variant.endpoint, variant.name, at)
  await setDesired(tx, variant, desired)
  await insertRollout(tx, {
    ...desired,
    id: newId(),
    endpoint: variant.endpoint,
    variant: variant.name,
    role: variant.role,
    model: variant.model,
    alias: variant.alias,
    previousVersionId: variant.live?.versionId ?? null,
    state: 'PENDING',
    partitionCount: null,
    failure: null,
    createdAt: at,
    startedAt: null,
    endedAt: null,
  })
}
