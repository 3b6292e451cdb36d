import { setTimeout as pause } from 'node:timers/promises'
import { digestOf } from '@headway/artifacts/digest'
import { DomainError } from '@headway/kit/errors'
import type { SourceRequest } from '../adapters/source-files.ts'
import type { Context } from '../context.ts'
import type { DatasetVersion } from '../domain/dataset-version.ts'
import { versionId } from '../domain/dataset-version.ts'
import { getVersion } from '../store/dataset-versions.ts'
import { getDataset } from '../store/datasets.ts'
import {
  claimRegistration,
  dropRegistration,
  finishRegistration,
  keepRegistration,
  type RegistrationKey,
} from '../store/registrations.ts'
import { makeVersion } from './make-version.ts'

export type VersionRequest = { dataset: string; source: SourceRequest; idempotencyKey: string | null }

const askAgainMs = 250
const heartbeatMs = 5000

/** Makes the version, or waits for an equal call with the same key that is under way and answers with its version. */
export async function registerDatasetVersion(
  context: Context,
  { dataset: name, source, idempotencyKey }: VersionRequest,
): Promise<DatasetVersion> {
  const { db, newId } = context
  const dataset = await getDataset(db, name)
  if (idempotencyKey === null) return makeVersion(context, dataset, source)
  const key = { dataset: name, idempotencyKey }
  const claim = { requestDigest: digestOf(JSON.stringify([name, source])), holder: newId() }
  for (;;) {
    const standing = await claimRegistration(db, key, claim)
    if (standing.requestDigest !== claim.requestDigest) throw takenKey(idempotencyKey)
    if (standing.number !== null) return getVersion(db, versionId({ dataset: name, number: standing.number }))
    if (standing.holder === claim.holder) break
    await pause(askAgainMs)
  }
  return holding(context, key, claim.holder, () =>
    makeVersion(context, dataset, source, (tx, number) =>
      finishRegistration(tx, key, { holder: claim.holder, number }),
    ),
  )
}

/** Does the work while telling others that someone is at it; a failure frees the key for another attempt. */
async function holding<Result>(
  { db, log }: Context,
  key: RegistrationKey,
  holder: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const heartbeat = setInterval(() => {
    keepRegistration(db, key, holder).catch((error) =>
      log.warn({ err: error, key }, 'a heartbeat was not written'),
    )
  }, heartbeatMs)
  try {
    return await work()
  } catch (error) {
    await dropRegistration(db, key, holder).catch((cause) =>
      log.warn({ err: cause, key }, 'a claim was left standing'),
    )
    throw error
  } finally {
    clearInterval(heartbeat)
  }
}

function takenKey(idempotencyKey: string): DomainError {
  return new DomainError('ALREADY_EXISTS', 'the idempotency key belongs to another request', {
    field: 'idempotencyKey',
    value: idempotencyKey,
    expected: 'a key of its own for every request',
  })
}
