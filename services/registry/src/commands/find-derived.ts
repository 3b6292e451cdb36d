import { DomainError } from '@headway/kit/errors'
import type { Transaction } from 'kysely'
import type { Model } from '../domain/model.ts'
import type { ModelVersion, ModelVersionOrigin } from '../domain/model-version.ts'
import type { Database } from '../store/database.ts'
import { findByIdempotencyKey } from '../store/model-versions.ts'

/** The version that was made for the key before; ALREADY_EXISTS when the key belongs to another kind of request. */
export async function findDerived(
  tx: Transaction<Database>,
  model: Model,
  origin: ModelVersionOrigin,
  idempotencyKey: string | null,
): Promise<ModelVersion | undefined> {
  const existing = idempotencyKey === null ? undefined : await findByIdempotencyKey(tx, idempotencyKey)
  if (!existing || (existing.modelRef === model.ref && existing.origin === origin)) return existing
  throw new DomainError('ALREADY_EXISTS', `the idempotency key made ${existing.id}`, {
    field: 'idempotencyKey',
    value: idempotencyKey,
    expected: 'a key of its own for every request',
  })
}
