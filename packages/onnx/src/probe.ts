import { DomainError } from '@headway/kit/errors'
import { type OnnxModel, readModel, withMetadata } from './model.ts'
import type { Feeds } from './session.ts'

/** Rows and what the model answered for them at training; row-major float32 by tensor name. */
export type Probe = {
  rows: number
  inputs: Record<string, Float32Array>
  outputs: Record<string, Float32Array>
  /** Largest difference allowed, times the larger of 1 and the recorded value. */
  tolerance: number
}

const metadataKey = 'headway.probe'

/** The same model with the probe inside its metadata, in place of one that was there. */
export function withProbe(bytes: Uint8Array, probe: Probe): Uint8Array {
  const text = JSON.stringify({
    rows: probe.rows,
    inputs: encode(probe.inputs),
    outputs: encode(probe.outputs),
    tolerance: probe.tolerance,
  })
  return withMetadata(bytes, metadataKey, text)
}

/** The probe a model carries; undefined when it carries none, INVALID_ARGUMENT when what it carries is not one. */
export function readProbe(source: OnnxModel | Uint8Array): Probe | undefined {
  const { metadata } = source instanceof Uint8Array ? readModel(source) : source
  const text = metadata[metadataKey]
  if (text === undefined) return undefined
  try {
    const { rows, inputs, outputs, tolerance } = JSON.parse(text)
    if (!Number.isInteger(rows) || rows < 0 || !(tolerance >= 0)) throw new Error('rows or tolerance')
    return { rows, inputs: decode(inputs), outputs: decode(outputs), tolerance }
  } catch (cause) {
    throw new DomainError('INVALID_ARGUMENT', 'the probe inside the model cannot be read', {
      cause,
      field: metadataKey,
      value: text.slice(0, 80),
      expected: 'JSON with rows, inputs, outputs (base64 of float32) and tolerance',
    })
  }
}

/** The probe's rows as the model takes them: [rows] or [rows, columns] as the input is declared. */
export function probeFeeds(model: Pick<OnnxModel, 'inputs'>, probe: Probe): Feeds {
  return Object.fromEntries(
    model.inputs.map(({ name, shape }) => {
      const data = probe.inputs[name]
      if (!data) throw mismatch(`inputs.${name}`, 'no values', 'values for every input of the model')
      const columns = probe.rows === 0 ? (shape[1] ?? 1) : data.length / probe.rows
      return [name, { data, dims: shape.length < 2 ? [probe.rows] : [probe.rows, columns] }]
    }),
  )
}

/** INVALID_ARGUMENT, naming output and row, where an output is missing or further off than the tolerance. */
export function compareProbe(probe: Probe, outputs: Record<string, Float32Array>): void {
  for (const [name, recorded] of Object.entries(probe.outputs)) {
    const given = outputs[name]
    if (given?.length !== recorded.length) {
      throw mismatch(`outputs.${name}`, `${given?.length ?? 0} values`, `${recorded.length} values`)
    }
    recorded.forEach((expected, row) => {
      const value = given[row] ?? Number.NaN
      // Written so that a value that is not a number fails too.
      if (Math.abs(value - expected) <= probe.tolerance * Math.max(1, Math.abs(expected))) return
      throw mismatch(`outputs.${name}[${row}]`, value, `${expected} ± ${probe.tolerance}`)
    })
  }
}

/** Runs the model on its own probe; false when it carries none. Errors as `readProbe` and `compareProbe`. */
export async function checkProbe(
  model: OnnxModel,
  run: (feeds: Feeds) => Promise<Record<string, Float32Array>>,
): Promise<boolean> {
  const probe = readProbe(model)
  if (!probe) return false
  compareProbe(probe, await run(probeFeeds(model, probe)))
  return true
}

function encode(tensors: Record<string, Float32Array>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, data]) => [
      name,
      Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64'),
    ]),
  )
}

function decode(tensors: Record<string, string>): Record<string, Float32Array> {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, text]) => [
      name,
      new Float32Array(new Uint8Array(Buffer.from(text, 'base64')).buffer),
    ]),
  )
}

function mismatch(field: string, value: unknown, expected: string): DomainError {
  return new DomainError(
    'INVALID_ARGUMENT',
    `the model does not answer its probe rows as at training: ${field}`,
    {
      field,
      value: typeof value === 'number' ? String(value) : value,
      expected,
    },
  )
}
