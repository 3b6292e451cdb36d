import { type Manifest, parseManifest } from '@headway/artifacts/manifest'
import { canonicalKey } from '@headway/artifacts/partition-key'
import { readProfiles } from '../adapters/training-profile.ts'
import type { Context } from '../context.ts'
import { defaultOutput } from '../domain/monitor.ts'
import { insertGateErrors, type PartitionGateError } from '../store/gate-errors.ts'
import { findLiveVersion, lockModel, saveLiveVersion } from '../store/live-versions.ts'
import { moveMonitors } from '../store/monitors.ts'
import { insertReferences } from '../store/reference-profiles.ts'

type Move = { model: string; versionId: string; revision: number; manifestDigest: string }

/**
 * Takes the training profiles of the version that answers from now on, and what its gate measured. An older revision
 * than the one known changes nothing.
 */
export async function followChampion(context: Context, move: Move): Promise<void> {
  const { db, artifacts, tables } = context
  const manifest = parseManifest(await artifacts.get(move.manifestDigest))
  const profiles = await readProfiles(
    tables,
    await Promise.all(manifest.profiles.map((digest) => artifacts.path(digest))),
  )
  const outputs = manifest.modelDefinition?.signature.outputs.map(({ name }) => name) ?? []

  await db.transaction().execute(async (tx) => {
    await lockModel(tx, move.model)
    const known = await findLiveVersion(tx, move.model)
    if (known && known.revision >= move.revision) return
    await saveLiveVersion(tx, { ...move, outputs })
    await moveMonitors(tx, move.model, {
      versionId: move.versionId,
      revision: move.revision,
      output: defaultOutput(outputs),
    })
    await insertReferences(tx, move.model, move.versionId, profiles)
    await insertGateErrors(tx, move.model, move.versionId, gateErrors(manifest, move.versionId))
  })
}

/** The challenger's mean absolute error on held-out days, as the gate wrote it beside each partition. */
function gateErrors(manifest: Manifest, versionId: string): PartitionGateError[] {
  return manifest.partitions.flatMap(({ key, metrics, inheritedFrom }) => {
    const { mae, mae_daily_sd: dailyDeviation, mae_blocks: days, n } = metrics
    if (mae === undefined) return []
    return [
      {
        partition: canonicalKey(key),
        meanAbsoluteError: mae,
        dailyDeviation: dailyDeviation ?? null,
        days: days === undefined ? null : Math.round(days),
        rows: n === undefined ? null : Math.round(n),
        trainedVersionId: inheritedFrom ?? versionId,
      },
    ]
  })
}
