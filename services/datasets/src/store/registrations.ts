import { type Kysely, sql } from 'kysely'
import type { Database } from './database.ts'

export type RegistrationKey = { dataset: string; idempotencyKey: string }

/** Someone's claim on a registration; `number` is the version it made. */
export type Registration = { requestDigest: string; holder: string; number: number | null }

/** Seconds without a sign of life after which a claim may be taken over. */
const silentAfterSeconds = 30

/**
 * Claims the registration for `holder`, or takes it over from a holder that fell silent. Answers with the claim as it
 * stands: it is the caller's when `holder` is the caller.
 */
export async function claimRegistration(
  db: Kysely<Database>,
  { dataset, idempotencyKey }: RegistrationKey,
  { requestDigest, holder }: { requestDigest: string; holder: string },
): Promise<Registration> {
  const { rows } = await sql<Registration>`
    insert into dataset_registration as claim (dataset, idempotency_key, request_digest, holder, heartbeat_at)
    values (${dataset}, ${idempotencyKey}, ${requestDigest}, ${holder}, now())
    on conflict (dataset, idempotency_key, project_id) do update set
      holder = case when ${isSilent()} and claim.request_digest = ${requestDigest}
        then excluded.holder else claim.holder end,
      heartbeat_at = case when ${isSilent()} and claim.request_digest = ${requestDigest}
        then now() else claim.heartbeat_at end
    returning claim.request_digest as "requestDigest", claim.holder, claim.number
  `.execute(db)
  return rows[0] as Registration
}

export async function keepRegistration(
  db: Kysely<Database>,
  key: RegistrationKey,
  holder: string,
): Promise<void> {
  await held(db, key, holder).set({ heartbeat_at: sql`now()` }).execute()
}

export async function finishRegistration(
  db: Kysely<Database>,
  key: RegistrationKey,
  { holder, number }: { holder: string; number: number },
): Promise<void> {
  await held(db, key, holder).set({ number }).execute()
}

/** Gives the claim up after a failure, so that the same call may try again. */
export async function dropRegistration(
  db: Kysely<Database>,
  { dataset, idempotencyKey }: RegistrationKey,
  holder: string,
): Promise<void> {
  await db
    .deleteFrom('dataset_registration')
    .where('dataset', '=', dataset)
    .where('idempotency_key', '=', idempotencyKey)
    .where('holder', '=', holder)
    .where('number', 'is', null)
    .execute()
}

function held(db: Kysely<Database>, { dataset, idempotencyKey }: RegistrationKey, holder: string) {
  return db
    .updateTable('dataset_registration')
    .where('dataset', '=', dataset)
    .where('idempotency_key', '=', idempotencyKey)
    .where('holder', '=', holder)
}

function isSilent() {
  return sql`(claim.number is null and claim.heartbeat_at < now() - make_interval(secs => ${silentAfterSeconds}))`
}
