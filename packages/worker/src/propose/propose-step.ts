import {
  type ManifestDraft,
  manifestFormat,
  parseManifest,
  serializeManifest,
} from '@headway/artifacts/manifest'
import { canonicalKey } from '@headway/artifacts/partition-key'
import { DomainError } from '@headway/kit/errors'
import { z } from 'zod'
import { defineStep } from '../define-step.ts'
import type { GateVerdicts } from '../gate/verdicts.ts'
import { readModels, type TrainedPartition } from '../models-index.ts'
import type { TaskContext } from '../task-context.ts'

const parametersShape = z.object({
  datasetVersions: z.array(z.string()).default([]),
  metrics: z.record(z.string(), z.number()).default({}),
  /** Filled in by the service from the step that trained. */
  environment: z.string().nullable().default(null),
  code: z.string().nullable().default(null),
})

/**
 * Writes the manifest of the partitions that the gate accepted and that differ from the champion's. Inputs `models` (and `pooledModels`) and, unless
 * everything trained is to be proposed, `verdicts`; `profiles` of the training features, where there are some; output
 * `manifest`.
 */
export const proposeStep = defineStep({
  name: 'headway/propose',
  package: new URL('../..', import.meta.url),
  run: async (task) => {
    const { datasetVersions, metrics, environment, code } = readParameters(task.parameters)
    const model = task.run.model
    if (model === null) {
      throw new DomainError('FAILED_PRECONDITION', 'a pipeline without a model proposes no version', {
        field: 'model',
        expected: 'a model named by the pipeline',
      })
    }
    const models = readModels(await task.input('models').jsons())
    if (task.hasInput('pooledModels')) {
      for (const [key, trained] of readModels(await task.input('pooledModels').jsons())) {
        models.set(key, trained)
      }
    }
    const verdicts = task.hasInput('verdicts') ? await task.input('verdicts').json<GateVerdicts>() : undefined
    const live = await liveArtifacts(task)
    const partitions = entries(models, verdicts, task.run.id).filter(
      ({ key, sha256 }) => live.get(canonicalKey(key)) !== sha256,
    )
    const fleet = verdicts ? fleetMetrics(verdicts) : {}
    const manifest: ManifestDraft = {
      format: manifestFormat,
      model,
      parent: task.run.champion?.version ?? null,
      partitions,
      metrics: { ...fleet, ...metrics },
      environment,
      code,
      datasetVersions,
      run: task.run.id,
      profiles: task.hasInput('profiles') ? [...task.input('profiles').digests] : [],
    }
    const bytes = serializeManifest(manifest)
    await task.output('manifest', { bytes })
    task.value('changedCount', partitions.length)
    task.value('metrics', manifest.metrics)
    task.value('datasetVersions', datasetVersions)
    task.value('environment', environment)
    task.value('code', code)
    task.metric('changedPartitions', partitions.length)
    task.log(`${partitions.length} of ${models.size} trained partitions are proposed`)
  },
})

/** The champion's artifact of each partition: what is equal to it is nothing new. */
async function liveArtifacts({ run, artifacts }: TaskContext): Promise<Map<string, string>> {
  if (run.champion === null) return new Map()
  const { partitions } = parseManifest(await artifacts.get(run.champion.manifest))
  return new Map(partitions.map(({ key, sha256 }) => [canonicalKey(key), sha256]))
}

function entries(
  models: ReadonlyMap<string, TrainedPartition>,
  verdicts: GateVerdicts | undefined,
  run: string,
): ManifestDraft['partitions'] {
  const judged = new Map(verdicts?.partitions.map((entry) => [canonicalKey(entry.key), entry]))
  const accepted = [...models].filter(([key]) => !verdicts || judged.get(key)?.accepted)
  return accepted.map(([key, { pack, offset, length, sha256, ...trained }]) => {
    const judgement = judged.get(key)
    const { challenger, ...others } = judgement?.losses ?? {}
    const metric = verdicts?.metric ?? 'loss'
    const lost = Object.entries(others).map(([name, loss]) => [`${metric}_${name}`, loss] as const)
    return {
      key: trained.key,
      pack,
      offset,
      length,
      sha256,
      metrics: {
        ...trained.metrics,
        ...(challenger === undefined ? {} : { [metric]: challenger, n: judgement?.n ?? 0 }),
        ...spread(metric, judgement),
        ...Object.fromEntries(lost),
      },
      verdict: judgement?.verdict ?? null,
      reason: judgement?.reason ?? trained.reason ?? trained.family,
      trainedRows: trained.trainedRows,
      run,
    }
  })
}

/** How much the loss differs from block to block (service days, or two-hour bands): what monitoring tests against. */
function spread(metric: string, judgement: GateVerdicts['partitions'][number] | undefined) {
  if (judgement?.blockDeviation == null) return {}
  return { [`${metric}_daily_sd`]: judgement.blockDeviation, [`${metric}_blocks`]: judgement.blocks }
}

function fleetMetrics({ metric, fleet }: GateVerdicts): Record<string, number> {
  const { candidate, ...others } = fleet.losses
  return {
    ...(candidate === undefined ? {} : { [metric]: candidate }),
    ...Object.fromEntries(Object.entries(others).map(([name, loss]) => [`${metric}_${name}`, loss])),
    n: fleet.n,
  }
}

function readParameters(value: unknown): z.output<typeof parametersShape> {
  const result = parametersShape.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const field = ['parameters', ...(issue?.path ?? [])].join('.')
  throw new DomainError('INVALID_ARGUMENT', `a parameter of headway/propose is wrong: ${field}`, {
    field,
    expected: issue?.message,
  })
}
