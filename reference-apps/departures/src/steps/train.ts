import { writePack } from '@headway/artifacts/pack'
import { canonicalKey } from '@headway/artifacts/partition-key'
import { openTables } from '@headway/tables/tables'
import { defineStep } from '@headway/worker/define-step'
import { z } from 'zod'
import { type RowTable, readRows } from '../features/row-file.ts'
import { featureRows } from '../scoring/score-part.ts'
import { sampleOf } from '../training/base.ts'
import { type FeatureProfile, featureProfiles, writeProfiles } from '../training/feature-profile.ts'
import { pooledFromJson } from '../training/pooled-file.ts'
import { type TrainedPartition, trainPartition } from '../training/train-partition.ts'
import { provenModel } from './proven-model.ts'
import type { RowPart } from './row-parts.ts'
import { stepPackage } from './step-package.ts'
import { isPartial } from './wanted-partitions.ts'

const parameters = z.object({ validFrom: z.number() })
const parityRows = 32

type Member = { key: readonly string[]; bytes: Uint8Array; trained: TrainedPartition }
type Without = { key: readonly string[]; rows: number; reason: string }

/**
 * Trains the partitions of one part, each with the family that wins on the validation days. In a run about some
 * partitions (input `partitions`) none is left to the pooled model. Outputs `models`
 * (headway.models/1), `pack` and `profile` (how each partition's training features are distributed).
 */
export const train = defineStep({
  name: 'departures/train',
  package: stepPackage,
  run: async (task) => {
    const { validFrom } = parameters.parse(task.parameters)
    const [part] = task.items as [RowPart]
    const pooled = pooledFromJson((await task.input('pooled').bytes()).toString('utf8'))
    const table = await readRows(await task.artifacts.path(part.training))
    const members: Member[] = []
    const without: Without[] = []
    const profiles: FeatureProfile[] = []
    for (const [index, { key, from, to }] of table.partitions.entries()) {
      task.signal.throwIfAborted()
      const trained = trainPartition(sampleOf(table, from, to), pooled, validFrom, !isPartial(task))
      if (trained.spec) {
        const bytes = await provenModel(trained.spec, spreadRows(table, from, to))
        members.push({ key, bytes, trained })
      } else {
        without.push({ key, rows: trained.rows, reason: trained.reason ?? 'no model' })
      }
      profiles.push(...featureProfiles(canonicalKey([...key]), table, from, to))
      task.progress(index + 1, table.partitions.length)
    }
    const pack = await writePack(
      task.artifacts,
      members.map(({ key, bytes }) => ({ name: canonicalKey([...key]), bytes })),
    )
    await task.output('models', { json: modelsOf(pack, members, without) })
    await task.output('pack', { digest: pack.digest })
    await using tables = await openTables({ memoryLimit: '200MB', threads: 1, tempDir: task.folder })
    await task.output('profile', { path: await writeProfiles(tables, profiles, task.folder) })
    task.metric('trained', members.length)
    task.metric('pooled', without.length)
  },
})

/** Rows spread evenly over a partition, row-major. */
function spreadRows(table: RowTable, from: number, to: number): Float32Array {
  const rows = Math.min(parityRows, to - from)
  const stride = Math.floor((to - from) / rows)
  const picked = Array.from({ length: rows }, (_, row) => {
    const at = from + row * stride
    return featureRows(table, at, at + 1)
  })
  return Float32Array.from(picked.flatMap((row) => Array.from(row)))
}

function modelsOf(
  pack: { digest: string; members: { offset: number; length: number; sha256: string }[] },
  members: readonly Member[],
  without: readonly Without[],
) {
  const partitions = members.map(({ key, trained }, index) => {
    const { offset, length, sha256 } = pack.members[index] as (typeof pack.members)[number]
    const { validationMae, pooledMae, rows, family } = trained
    const metrics = { validation_mae: validationMae ?? 0, pooled_validation_mae: pooledMae ?? 0 }
    return { key, offset, length, sha256, metrics, trainedRows: rows, family, reason: null }
  })
  return { format: 'headway.models/1', pack: pack.digest, partitions, pooled: without }
}
