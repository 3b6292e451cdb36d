import { type InferenceSession, Tensor } from 'onnxruntime-node'
import type { InputLayout } from '../domain/model-definition.ts'
import type { LoadedModel } from './loaded-model.ts'
import { sessionBytes } from './session-bytes.ts'

/** A model that ONNX Runtime runs. */
export function onnxModel(session: InferenceSession, fileLength: number): LoadedModel {
  return {
    bytes: sessionBytes(fileLength),
    run: async ({ features, rows, width, layout, outputs, columns, at }) => {
      const results = await session.run(feedsOf(layout, features, rows, width), outputs)
      for (const [index, name] of outputs.entries()) {
        columns[index]?.set(results[name]?.data as Float32Array, at)
      }
    },
    release: () => session.release(),
  }
}

/** The input tensors for some rows of a row-major feature matrix. */
export function feedsOf(
  layout: InputLayout,
  features: Float32Array,
  rows: number,
  width: number,
): Record<string, Tensor> {
  if (layout.kind === 'matrix') {
    return { [layout.input]: new Tensor('float32', features, [rows, width]) }
  }
  const feeds: Record<string, Tensor> = {}
  for (const [column, { name, dimensions }] of layout.inputs.entries()) {
    const values = new Float32Array(rows)
    for (let row = 0; row < rows; row++) values[row] = features[row * width + column] ?? Number.NaN
    feeds[name] = new Tensor('float32', values, dimensions === 2 ? [rows, 1] : [rows])
  }
  return feeds
}
