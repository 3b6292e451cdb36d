import { parseManifest } from '@headway/artifacts/manifest'
import { type PackSlot, readPackMember } from '@headway/artifacts/pack'
import { canonicalKey, fallbackKeys } from '@headway/artifacts/partition-key'
import { type OnnxSession, openSession } from '@headway/onnx/session'
import { defineStep } from '@headway/worker/define-step'
import type { TaskContext } from '@headway/worker/task-context'
import { featureCount } from '../features/feature-list.ts'
import { column, readRows } from '../features/row-file.ts'
import { type BlockErrors, blockErrors } from '../scoring/block-errors.ts'
import { featureRows } from '../scoring/score-part.ts'
import type { RowPart } from './row-parts.ts'
import { stepPackage } from './step-package.ts'

const baselines = ['historical_median', 'delay_propagated']

type ModelIndex = {
  pack: string | null
  partitions: { key: string[]; offset: number; length: number; sha256: string }[]
}

/** Where the artifact of a partition lies, by canonical key. */
type Slots = ReadonlyMap<string, PackSlot>

/**
 * Scores challenger, champion, pooled model and baselines on the same held-out rows of one part, by service day.
 * Output `errors` (headway.errors/1).
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
    await using pooled = await openSlot(task, pooledSlots.get('*/*/*') as PackSlot)
    await using sharedChampion = champions && (await openSharedChampion(task, champions))
    const partitions: { key: readonly string[]; errors: BlockErrors }[] = []
    for (const [index, { key, from, to }] of table.partitions.entries()) {
      task.signal.throwIfAborted()
      const canonical = canonicalKey([...key])
      const features = featureRows(table, from, to)
      const view = (name: string) => column(table, name).subarray(from, to)
      const byPooled = await median(pooled, features)
      const challenger = challengers.get(canonical)
      const champion = champions?.get(canonical)
      const predictions: Record<string, Float32Array> = {
        challenger: challenger ? await medianOf(task, challenger, features) : byPooled,
        pooled: byPooled,
        ...Object.fromEntries(baselines.map((name) => [name, view(name)])),
      }
      if (champion) predictions.champion = await medianOf(task, champion, features)
      else if (sharedChampion) predictions.champion = await median(sharedChampion, features)
      partitions.push({ key, errors: blockErrors(view('day'), view('target_s'), predictions) })
      task.progress(index + 1, table.partitions.length)
    }
    await task.output('errors', { json: errorsFile(partitions) })
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

function errorsFile(partitions: readonly { key: readonly string[]; errors: BlockErrors }[]) {
  const days = [...new Set(partitions.flatMap(({ errors }) => errors.days))].sort((a, b) => a - b)
  const blockOf = new Map(days.map((day, block) => [day, block]))
  return {
    format: 'headway.errors/1',
    unit: 's',
    blocks: days.map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10)),
    predictors: ['challenger', 'champion', 'pooled', ...baselines],
    partitions: partitions.map(({ key, errors }) => ({
      key,
      block: errors.days.map((day) => blockOf.get(day)),
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
