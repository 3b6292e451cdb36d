import { parseManifest } from '@headway/artifacts/manifest'
import { type PackSlot, readPackMember } from '@headway/artifacts/pack'
import { canonicalKey, fallbackKeys } from '@headway/artifacts/partition-key'
import { type OnnxSession, openSession } from '@headway/onnx/session'
import { defineStep } from '@headway/worker/define-step'
import type { TaskContext } from '@headway/worker/task-context'
import { featureCount } from '../features/feature-list.ts'
import { column, readRows } from '../features/row-file.ts'
import { type BlockErrors, blockErrors } from '../scoring/block-errors.ts'
import { type Blocks, blocksOf } from '../scoring/blocks.ts'
import { featureRows } from '../scoring/score-part.ts'
import type { RowPart } from './row-parts.ts'
import { stepPackage } from './step-package.ts'
import { isPartial } from './wanted-partitions.ts'

const baselines = ['historical_median', 'delay_propagated']

type ModelIndex = {
  pack: string | null
  partitions: { key: string[]; offset: number; length: number; sha256: string }[]
}

/** Where the artifact of a partition lies, by canonical key. */
type Slots = ReadonlyMap<string, PackSlot>

/**
 * Scores challenger, champion, pooled model and baselines on the same held-out rows of one part, by block. In a run about
 * some partitions the pooled model is the champion's. Output `errors` (headway.errors/1).
 */
export const evaluate = defineStep({
  name: 'departures/evaluate',
  package: stepPackage,
  run: async (task) => {
    const [part] = task.items as [RowPart]
    const table = await readRows(await task.artifacts.path(part.heldOut))
    const pooledSlots = slotsOf(await task.input('pooledModels').json<ModelIndex>())
    const challengers = slotsOf(await task.input('models').json<ModelIndex>())
    const champions = await championSlots(task)
    await using sharedChampion = champions && (await openSharedChampion(task, champions))
    const pooledSlot = pooledSlots.get('*/*/*')
    await using trainedPooled = pooledSlot && (await openSlot(task, pooledSlot))
    const pooled = trainedPooled ?? sharedChampion
    const blocks = blocksOf(column(table, 'day'), column(table, 'made_at_s'))
    const partitions: { key: readonly string[]; errors: BlockErrors }[] = []
    for (const [index, { key, from, to }] of table.partitions.entries()) {
      task.signal.throwIfAborted()
      const canonical = canonicalKey([...key])
      const features = featureRows(table, from, to)
      const view = (name: string) => column(table, name).subarray(from, to)
      const predictions: Record<string, Float32Array> = Object.fromEntries(
        baselines.map((name) => [name, view(name)]),
      )
      if (pooled) predictions.pooled = await median(pooled, features)
      const champion = champions?.get(canonical)
      if (champion) predictions.champion = await medianOf(task, champion, features)
      else if (sharedChampion) predictions.champion = await median(sharedChampion, features)
      const challenger = challengers.get(canonical)
      const answer = challenger
        ? await medianOf(task, challenger, features)
        : whoAnswers(predictions, isPartial(task))
      if (!answer) continue
      predictions.challenger = answer
      const errors = blockErrors(blocks.numbers.subarray(from, to), view('target_s'), predictions)
      partitions.push({ key, errors })
      task.progress(index + 1, table.partitions.length)
    }
    await task.output('errors', { json: errorsFile(partitions, blocks) })
  },
})

function slotsOf({ pack, partitions }: ModelIndex): Slots {
  if (pack === null) return new Map()
  return new Map(
    partitions.map(({ key, offset, length, sha256 }) => [
      canonicalKey(key),
      { pack, offset, length, sha256 },
    ]),
  )
}

async function championSlots(task: TaskContext): Promise<Slots | undefined> {
  if (!task.hasInput('champion')) return undefined
  const manifest = parseManifest(await task.input('champion').bytes())
  return new Map(manifest.partitions.map((entry) => [canonicalKey(entry.key), entry]))
}

/** The champion's pooled model, which answers for partitions it has no own model of. */
async function openSharedChampion(task: TaskContext, slots: Slots): Promise<OnnxSession | null> {
  const slot = fallbackKeys('*/*/*')
    .map((key) => slots.get(key))
    .find((found) => found !== undefined)
  return slot ? openSlot(task, slot) : null
}

async function openSlot(task: TaskContext, slot: PackSlot): Promise<OnnxSession> {
  return openSession(await readPackMember(task.artifacts, slot))
}

async function medianOf(task: TaskContext, slot: PackSlot, features: Float32Array): Promise<Float32Array> {
  await using session = await openSlot(task, slot)
  return await median(session, features)
}

async function median(session: OnnxSession, features: Float32Array): Promise<Float32Array> {
  const dims = [features.length / featureCount, featureCount]
  const { p50 } = await session.run({ features: { data: features, dims } })
  if (!p50) throw new Error('a departures model answers p50')
  return p50
}

/** Who answers for a partition without a model of its own: the new pooled model, or as before in a partial run. */
function whoAnswers(
  { champion, pooled }: Record<string, Float32Array>,
  partial: boolean,
): Float32Array | undefined {
  return partial ? champion : pooled
}

function errorsFile(
  partitions: readonly { key: readonly string[]; errors: BlockErrors }[],
  { nameOf }: Blocks,
) {
  const all = [...new Set(partitions.flatMap(({ errors }) => errors.blocks))].sort((a, b) => a - b)
  const placeOf = new Map(all.map((block, place) => [block, place]))
  return {
    format: 'headway.errors/1',
    unit: 's',
    blocks: all.map(nameOf),
    predictors: ['challenger', 'champion', 'pooled', ...baselines],
    partitions: partitions.map(({ key, errors }) => ({
      key,
      block: errors.blocks.map((block) => placeOf.get(block)),
      n: errors.n,
      over: mapValues(errors.predictors, ({ over }) => over),
      under: mapValues(errors.predictors, ({ under }) => under),
    })),
  }
}

function mapValues<Value, Result>(
  record: Record<string, Value>,
  translate: (value: Value) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, translate(value)]))
}
