import { appendFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { writePack } from '@headway/artifacts/pack'
import { evaluateRegressor } from '@headway/onnx/evaluate-regressor'
import { withProbe } from '@headway/onnx/probe'
import { regressorModel } from '@headway/onnx/regressor'
import { defineStep } from '@headway/worker/define-step'
import type { ModelsIndex } from '@headway/worker/models-index'
import { meters } from './meter-names.ts'

// Steps of a fleet so small that the time of a run is that of its way through the system.

type TrainParameters = { factor: number; gate?: string | null; takesMs?: number | null }

const folder = new URL('.', import.meta.url)

/** The fleet: twelve meters, each by its number. */
export const list = defineStep({
  name: 'meters/list',
  package: folder,
  run: async (task) => void (await task.output('meters', { json: meters.map((meter) => [meter]) })),
})

/**
 * The models of these meters: the meter's number times `factor` times x. With a folder `gate` a chunk notes there that
 * it has begun and waits until the test lets it go, so that it can kill what it likes meanwhile; then it takes
 * `takesMs` more.
 */
export const train = defineStep({
  name: 'meters/train',
  package: folder,
  run: async (task) => {
    const { factor, gate, takesMs } = task.parameters as TrainParameters
    if (gate) await waitAt(gate, task.chunk, task.signal)
    if (takesMs) await sleep(takesMs, undefined, { signal: task.signal })
    const keys = task.items as string[][]
    const pack = await writePack(
      task.artifacts,
      keys.map((key) => ({ name: key.join('/'), bytes: meterModel(factor * Number(key[0])) })),
    )
    const partitions = pack.members.map(({ offset, length, sha256 }, at) => ({
      key: keys[at] ?? [],
      offset,
      length,
      sha256,
      metrics: { validation_mae: 1 },
      trainedRows: 200,
      family: 'linear',
    }))
    const models: ModelsIndex = { format: 'headway.models/1', pack: pack.digest, partitions, pooled: [] }
    await task.output('models', { json: models })
    await task.output('pack', { digest: pack.digest })
  },
})

async function waitAt(gate: string, chunk: number, signal: AbortSignal): Promise<void> {
  await appendFile(join(gate, 'journal'), `${chunk}\n`)
  const open = () => Promise.any([stat(join(gate, `go-${chunk}`)), stat(join(gate, 'go'))])
  while (!(await open().catch(() => undefined))) await sleep(20, undefined, { signal })
}

/** Finds on ten days that every model errs half as much as the champion, but those in `worse` twice as much. */
export const evaluate = defineStep({
  name: 'meters/evaluate',
  package: folder,
  run: async (task) => {
    const { worse } = task.parameters as { worse: string[] }
    const { partitions } = await task.input('models').json<ModelsIndex>()
    const blocks = Array.from({ length: 10 }, (_, day) => `day-${day}`)
    const errors = (each: number) => blocks.map((_, day) => each * (20 + day))
    const champion = task.hasInput('champion') ? { champion: errors(2) } : {}
    await task.output('errors', {
      json: {
        format: 'headway.errors/1',
        blocks,
        predictors: ['challenger', 'champion', 'guess'],
        partitions: partitions.map(({ key }) => {
          const sums = {
            challenger: errors(worse.includes(key.join('/')) ? 4 : 1),
            guess: errors(10),
            ...champion,
          }
          return {
            key,
            block: blocks.map((_, day) => day),
            n: blocks.map(() => 20),
            over: sums,
            under: sums,
          }
        }),
      },
    })
  },
})

function meterModel(factor: number): Uint8Array {
  const spec = {
    featureNames: ['x'],
    linear: Float32Array.of(factor),
    constant: 0,
    trees: [],
    outputs: ['y'],
    offsets: null,
  }
  const features = Float32Array.of(1, 2, 3, 4)
  return withProbe(regressorModel(spec), {
    rows: 4,
    inputs: { features },
    outputs: evaluateRegressor(spec, features, 4),
    tolerance: 1e-4,
  })
}
