import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Arena } from '@headway/onnx/compiled/arena'
import { openImage } from '@headway/onnx/compiled/image'
import { proveModel } from '@headway/onnx/compiled/prove'
import { Runner } from '@headway/onnx/compiled/run'
import { openSession } from '@headway/onnx/session'
import { type InferenceSession, Tensor } from 'onnxruntime-node'
import { benchFace, featureNames, outputNames } from './bench-fleet.ts'
import { type EngineFiles, treeSize, treesOfModel } from './engine-files.ts'

/** Rows of a batch, each of another model, and what is answered for them. */
export type EngineBatch = { models: Int32Array; features: Float32Array }

/** Loaded models; `run` answers a batch. */
export type EngineModels = { run: (batch: EngineBatch) => void | Promise<void> }

const width = featureNames.length

/** Ways to hold a fleet in memory, by name. */
export const engines: Record<string, (files: EngineFiles) => Promise<EngineModels>> = {
  sessions: loadSessions,
  compiled: loadCompiled,
  proved: loadProved,
  arrays: loadArrays,
}

async function loadSessions({ folder }: EngineFiles): Promise<EngineModels> {
  const sessions: InferenceSession[] = []
  for (const bytes of await readModels(folder)) sessions.push((await openSession(bytes)).session)
  return {
    run: async ({ models, features }) => {
      for (const [row, model] of models.entries()) {
        const values = features.subarray(row * width, (row + 1) * width)
        await sessions[model]?.run({ features: new Tensor('float32', values, [1, width]) })
      }
    },
  }
}

async function loadCompiled({ folder }: EngineFiles): Promise<EngineModels> {
  const { digests } = await readIndex(folder)
  const { runner, arena } = openEngine()
  await using image = await openImage(join(folder, 'fleet.image'))
  const loaded = await image?.load(arena, digests)
  return answering(
    runner,
    digests.map((digest) => loaded?.get(digest)?.handle ?? -1),
  )
}

/** Without an image: every model compiled and held against its probe. */
async function loadProved({ folder }: EngineFiles): Promise<EngineModels> {
  const { runner, arena } = openEngine()
  const handles = (await readModels(folder)).map((bytes) => {
    const proved = proveModel(bytes, benchFace)
    if ('reason' in proved) throw new Error(proved.reason)
    return arena.place(proved.program)
  })
  return answering(runner, handles)
}

function openEngine(): { runner: Runner; arena: Arena } {
  const runner = new Runner()
  return { runner, arena: new Arena((index, buffer) => runner.setSegment(index, buffer)) }
}

function answering(runner: Runner, handles: readonly number[]): EngineModels {
  return {
    run: ({ models, features }) => {
      const outputs = outputNames.map(() => new Float32Array(models.length))
      runner.runAll(
        models.map((model) => handles[model] ?? -1),
        new Int32Array(models.length).fill(1),
        features,
        outputs,
      )
    },
  }
}

/** The least there is: trees of one shape in arrays, summed up, and nothing around them. */
async function loadArrays({ folder, models: count }: EngineFiles): Promise<EngineModels> {
  const trees = count * treesOfModel
  const buffer = new SharedArrayBuffer(trees * (4 * treeSize.floats + treeSize.features))
  await using file = await open(join(folder, 'fleet.arrays'))
  const bytes = new Uint8Array(buffer)
  await file.read(bytes, 0, bytes.length, 0)
  const floats = new Float32Array(buffer, 0, trees * treeSize.floats)
  const splits = new Uint8Array(buffer, floats.byteLength)
  return {
    run: ({ models, features }) => {
      const answers = new Float32Array(models.length)
      for (const [row, model] of models.entries()) {
        answers[row] = sumTrees(floats, splits, model * treesOfModel, features, row * width)
      }
    },
  }
}

function sumTrees(
  floats: Float32Array,
  splits: Uint8Array,
  first: number,
  from: Float32Array,
  x: number,
): number {
  let sum = 0
  for (let tree = first; tree < first + treesOfModel; tree++) {
    const at = tree * treeSize.floats
    const split = tree * treeSize.features
    let node = 0
    for (let level = 0; level < 3; level++) {
      const isLeft = (from[x + (splits[split + node] as number)] as number) <= (floats[at + node] as number)
      node = 2 * node + 2 - +isLeft
    }
    sum = Math.fround(sum + (floats[at + node] as number))
  }
  return sum
}

async function readIndex(folder: string): Promise<{ digests: string[]; lengths: number[] }> {
  return JSON.parse(await readFile(join(folder, 'models.json'), 'utf8'))
}

async function readModels(folder: string): Promise<Buffer[]> {
  const all = await readFile(join(folder, 'models.onnx'))
  let at = 0
  return (await readIndex(folder)).lengths.map((length) => {
    at += length
    return all.subarray(at - length, at)
  })
}
