import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeImage } from '@headway/onnx/compiled/image'
import { proveModel } from '@headway/onnx/compiled/prove'
import { type BenchModel, benchFace, featureNames } from './bench-fleet.ts'

/** Where the files of a fleet are, and how many models they hold. */
export type EngineFiles = { folder: string; models: number }

export const treesOfModel = 50
/** Numbers of a tree of depth 3: seven thresholds and eight leaves, and the features that the thresholds are of. */
export const treeSize = { floats: 15, features: 7 }

/** The same models as ONNX files one behind another, as a compiled image, and arrays of their size without any form. */
export async function writeEngineFiles(folder: string, fleet: readonly BenchModel[]): Promise<EngineFiles> {
  const digests = fleet.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex'))
  const index = { digests, lengths: fleet.map(({ bytes }) => bytes.byteLength) }
  await writeFile(join(folder, 'models.json'), JSON.stringify(index))
  await writeFile(join(folder, 'models.onnx'), Buffer.concat(fleet.map(({ bytes }) => bytes)))
  await writeImage(
    join(folder, 'fleet.image'),
    fleet.map(({ bytes }, at) => ({ sha256: digests[at] ?? '', result: proveModel(bytes, benchFace) })),
  )
  const trees = fleet.length * treesOfModel
  const arrays = new Uint8Array(trees * (4 * treeSize.floats + treeSize.features))
  const floats = new Float32Array(arrays.buffer, 0, trees * treeSize.floats)
  for (let at = 0; at < floats.length; at++) floats[at] = Math.sin(at)
  for (let at = floats.byteLength; at < arrays.length; at++) arrays[at] = (at * 7) % featureNames.length
  await writeFile(join(folder, 'fleet.arrays'), arrays)
  return { folder, models: fleet.length }
}
