import { DomainError } from '@headway/kit/errors'
import { type OnnxModel, readModel } from '../model.ts'
import { type Probe, readProbe } from '../probe.ts'
import { compileModel, type Face } from './compile.ts'
import { Runner } from './run.ts'

/** Bit for bit what ONNX Runtime answered at training, or as near as `closeEnough`. */
export type Agreement = 'exact' | 'close'

export type Proved = { program: Uint8Array<ArrayBuffer>; agreement: Agreement } | { reason: string }

/**
 * The largest difference allowed, times the larger of 1 and the value: matrix products of ONNX Runtime are rounded
 * otherwise on other processors.
 */
const closeEnough = 1e-5

/**
 * Compiles a model and holds its answers for the probe rows inside it against those that ONNX Runtime gave at training.
 * A reason tells why the model has to stay with ONNX Runtime. Digest and signature are for the caller to check.
 */
export function proveModel(bytes: Uint8Array, face: Face, model: OnnxModel = readModel(bytes)): Proved {
  const compiled = compileModel(bytes, face)
  if ('reason' in compiled) return compiled
  const probe = probeOf(model)
  if ('reason' in probe) return probe
  const features = featuresOf(probe, face)
  if (features === undefined) return { reason: 'its probe has no values for every input' }
  const outputs = face.outputs.map(() => new Float32Array(probe.rows))
  answer(compiled.program, features, probe.rows, outputs)
  let agreement: Agreement = 'exact'
  for (const [index, name] of face.outputs.entries()) {
    const [recorded, answered] = [probe.outputs[name], outputs[index] as Float32Array]
    if (recorded?.length !== probe.rows) return { reason: `its probe has no answers for ${name}` }
    for (let row = 0; row < probe.rows; row++) {
      const [expected, given] = [recorded[row] as number, answered[row] as number]
      if (expected === given || (Number.isNaN(expected) && Number.isNaN(given))) continue
      agreement = 'close'
      const allowed = Math.min(closeEnough, probe.tolerance) * Math.max(1, Math.abs(expected))
      if (Math.abs(given - expected) <= allowed) continue
      return {
        reason: `it answers ${given} for ${name} of probe row ${row}, where ONNX Runtime answered ${expected}`,
      }
    }
  }
  return { program: compiled.program, agreement }
}

function probeOf(model: OnnxModel): Probe | { reason: string } {
  try {
    const probe = readProbe(model)
    return probe && probe.rows > 0 ? probe : { reason: 'it carries no probe rows' }
  } catch (error) {
    if (error instanceof DomainError) return { reason: error.message }
    throw error
  }
}

/** The probe's rows as a matrix whose columns are the inputs side by side. */
function featuresOf({ rows, inputs }: Probe, face: Face): Float32Array | undefined {
  const width = face.inputs.reduce((sum, { columns }) => sum + columns, 0)
  const matrix = new Float32Array(rows * width)
  let first = 0
  for (const { name, columns } of face.inputs) {
    const values = inputs[name]
    if (values?.length !== rows * columns) return undefined
    for (let row = 0; row < rows; row++) {
      matrix.set(values.subarray(row * columns, (row + 1) * columns), row * width + first)
    }
    first += columns
  }
  return matrix
}

const runner = new Runner()
let bench: Uint8Array = new Uint8Array()

function answer(program: Uint8Array, features: Float32Array, rows: number, outputs: Float32Array[]): void {
  if (bench.byteLength < program.byteLength) {
    const buffer = new SharedArrayBuffer(2 * program.byteLength)
    bench = new Uint8Array(buffer)
    runner.setSegment(0, buffer)
  }
  bench.set(program)
  runner.run(0, features, 0, rows, outputs, 0)
}
