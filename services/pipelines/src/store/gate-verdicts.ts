import { mapPage, type Page, type PageArguments, page } from '@headway/kit/pagination'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { FleetLoss, GateOutcome, GateSummary, GateVerdict } from '../domain/gate.ts'
import type { Database } from './database.ts'

export async function findGateSummary(db: Kysely<Database>, runId: string): Promise<GateSummary | undefined> {
  const row = await db.selectFrom('gate_summary').selectAll().where('run_id', '=', runId).executeTakeFirst()
  return (
    row && {
      better: row.better,
      nonInferior: row.non_inferior,
      worse: row.worse,
      tooLittleData: row.too_little_data,
      fleetPassed: row.fleet_passed,
      reasons: row.reasons as string[],
      verdictsDigest: row.verdicts_digest,
      fleet: row.fleet as unknown as FleetLoss[],
    }
  )
}

export async function listGateVerdicts(
  db: Kysely<Database>,
  wanted: { runId: string; outcome?: GateOutcome | null | undefined; keyPrefix?: string | null | undefined },
  args: PageArguments,
): Promise<Page<GateVerdict>> {
  let query = db.selectFrom('gate_verdict').selectAll().where('run_id', '=', wanted.runId)
  if (wanted.outcome != null) query = query.where('outcome', '=', wanted.outcome)
  if (wanted.keyPrefix != null) {
    query = query.where(sql<boolean>`starts_with(partition, ${wanted.keyPrefix})`)
  }
  return mapPage(await page(query, args, { by: ['partition'] }), (row) => ({
    partition: row.partition,
    outcome: row.outcome as GateOutcome,
    accepted: row.accepted,
    reason: row.reason,
    samples: row.samples,
    losses: row.losses as Record<string, number>,
    comparisons: row.comparisons,
  }))
}

/** Records what a gate decided, in one statement however many partitions there are. */
export async function insertGate(
  tx: Transaction<Database>,
  runId: string,
  summary: GateSummary,
  verdicts: readonly GateVerdict[],
): Promise<void> {
  await tx
    .insertInto('gate_summary')
    .values({
      run_id: runId,
      better: summary.better,
      non_inferior: summary.nonInferior,
      worse: summary.worse,
      too_little_data: summary.tooLittleData,
      fleet_passed: summary.fleetPassed,
      reasons: JSON.stringify(summary.reasons),
      verdicts_digest: summary.verdictsDigest,
      fleet: JSON.stringify(summary.fleet),
    })
    .execute()
  await sql`
    insert into gate_verdict (run_id, partition, outcome, accepted, reason, samples, losses, comparisons)
    select ${runId}::uuid, partition, outcome, accepted, reason, samples, losses, comparisons
    from jsonb_to_recordset(${JSON.stringify(verdicts)}::jsonb) as verdict (
      partition text, outcome text, accepted boolean, reason text, samples bigint, losses jsonb, comparisons jsonb
    )`.execute(tx)
}
