import { isDeepStrictEqual } from 'node:util'
import { type Manifest, parseManifest } from '@headway/artifacts/manifest'
import { canonicalKey, parseKey } from '@headway/artifacts/partition-key'
import { DomainError } from '@headway/kit/errors'
import { joinTransaction } from '@headway/kit/join-transaction'
import type { Transaction } from 'kysely'
import type { Context } from '../context.ts'
import {
  type CohortRequest,
  type CohortRetraining,
  checkFilter,
  decideRetraining,
  filterPartitions,
  type VersionPartition,
} from '../domain/cohort.ts'
import { refuseWhenFrozen } from '../domain/freeze.ts'
import { insertCohortRetraining, loadCohortRetrainings } from '../store/cohort-retrainings.ts'
import type { Database } from '../store/database.ts'
import { getFreeze } from '../store/freeze.ts'
import { findRetrained, insertRetrainings, lockPartitions } from '../store/partition-retrainings.ts'
import { getPipeline, getPipelineVersion } from '../store/pipelines.ts'
import { findRunByKey } from '../store/runs.ts'
import { findAlias } from '../store/surroundings.ts'
import { writePartitions } from './read-lists.ts'
import { checkIdempotencyKey, startRun } from './start-run.ts'
import { triggerParameters } from './trigger-parameters.ts'

export type RetrainPartitions = {
  request: CohortRequest
  /** The time of the data that it is retrained for. */
  dataTime: Date
  idempotencyKey: string | null
  /** Says what would become of every partition, and starts nothing. */
  dryRun: boolean
}

/**
 * Starts a run for those partitions of the champion that a filter keeps. Pinned ones and those that a run has in hand
 * are left out; cool-down and budget are for triggers, not for a person who asks.
 */
export async function retrainPartitions(
  context: Context,
  { request, dataTime, idempotencyKey, dryRun }: RetrainPartitions,
): Promise<CohortRetraining> {
  const { artifacts, db, actor } = context
  checkFilter(request.partitions)
  for (const key of request.partitions.keys ?? []) parseKey(key)
  checkIdempotencyKey(idempotencyKey)
  const champion = await getChampion(context, request.pipeline)
  const manifest = parseManifest(await artifacts.get(champion.manifest))
  const all = manifest.partitions.map(describe)
  const chosen = filterPartitions(all, request.partitions, primaryMetricOf(manifest))
  const present = new Set(all.map(({ key }) => key))
  const unknown = [...new Set(request.partitions.keys ?? [])].filter((key) => !present.has(key))
  const parameters = await triggerParameters(context, request, null)
  return db.transaction().execute(async (tx) => {
    if (!dryRun) await lockPartitions(tx, request.pipeline)
    const existing = dryRun ? undefined : await findExisting(tx, request, idempotencyKey)
    if (existing) return existing
    if (!dryRun) refuseWhenFrozen(await getFreeze(tx))
    const keys = chosen.map(({ key }) => key)
    const retrained = await findRetrained(tx, request.pipeline, keys)
    const outcomes = decideRetraining(chosen, unknown, retrained)
    const taken = outcomes.filter(({ outcome }) => outcome === 'TAKEN').map(({ key }) => key)
    const retraining = { dryRun, versionId: champion.version, runId: null, outcomes }
    if (dryRun || taken.length === 0) return retraining
    const { digest } = await artifacts.put(writePartitions(taken))
    const run = await startRun(
      { ...context, db: joinTransaction(tx) },
      {
        pipeline: request.pipeline,
        parameters: { ...parameters, partitions: [digest] },
        idempotencyKey,
        requestedBy: actor.id,
        trigger: null,
        partitionCount: taken.length,
      },
    )
    await insertRetrainings(tx, run, taken, dataTime)
    const started = { ...retraining, runId: run.id }
    await insertCohortRetraining(tx, request, started)
    return started
  })
}

async function getChampion({ db }: Context, name: string) {
  const pipeline = await getPipeline(db, name)
  const { definition } = await getPipelineVersion(db, name, pipeline.latestVersion)
  const champion = definition.model === null ? undefined : await findAlias(db, definition.model, 'champion')
  if (champion) return champion
  throw new DomainError(
    'FAILED_PRECONDITION',
    `pipeline ${name} has no champion whose partitions to choose`,
    {
      field: 'pipeline',
      value: name,
      expected: 'a pipeline whose model has a champion',
    },
  )
}

/** What was started for the key before; ALREADY_EXISTS when it was something else. */
async function findExisting(
  tx: Transaction<Database>,
  request: CohortRequest,
  idempotencyKey: string | null,
): Promise<CohortRetraining | undefined> {
  const run = idempotencyKey === null ? undefined : await findRunByKey(tx, idempotencyKey)
  if (!run) return undefined
  const [saved] = await loadCohortRetrainings(tx, [run.id])
  if (saved && isDeepStrictEqual(saved.request, JSON.parse(JSON.stringify(request)))) return saved.retraining
  throw new DomainError('ALREADY_EXISTS', `the idempotency key started run ${run.id} for another request`, {
    field: 'idempotencyKey',
    value: idempotencyKey,
    expected: 'a key of its own for every request',
  })
}

function describe(entry: Manifest['partitions'][number]): VersionPartition {
  const { verdict, metrics, inheritedFrom = null, pinned = false } = entry
  return { key: canonicalKey(entry.key), verdict, metrics, changed: inheritedFrom === null, pinned }
}

function primaryMetricOf({ modelDefinition }: Manifest): string | null {
  const metric = modelDefinition?.primaryMetric
  const name = typeof metric === 'object' && metric !== null && 'name' in metric ? metric.name : undefined
  return typeof name === 'string' ? name : null
}
