import { DomainError } from '@headway/kit/errors'
import { evaluateRegressor } from '@headway/onnx/evaluate-regressor'
import { withProbe } from '@headway/onnx/probe'
import { regressorModel } from '@headway/onnx/regressor'
import type { RegressorSpec } from '@headway/onnx/regressor-spec'
import { openSession } from '@headway/onnx/session'
import { featureCount } from '../features/feature-list.ts'

const probeRows = 4
const tolerance = 1e-4

/**
 * The ONNX file of a trained model, with probe rows inside, after ONNX Runtime has answered these rows (row-major
 * features) as the trainer does, to 1e-4 of the value.
 */
export async function provenModel(spec: RegressorSpec, features: Float32Array): Promise<Uint8Array> {
  const bytes = regressorModel(spec)
  const rows = features.length / featureCount
  const expected = evaluateRegressor(spec, features, rows)
  await using session = await openSession(bytes)
  const actual = await session.run({ features: { data: features, dims: [rows, featureCount] } })
  for (const [output, values] of Object.entries(expected)) {
    values.forEach((value, row) => {
      const given = actual[output]?.[row] ?? Number.NaN
      if (!(Math.abs(given - value) <= tolerance * Math.max(1, Math.abs(value)))) {
        throw new DomainError('FAILED_PRECONDITION', `ONNX Runtime and the trainer differ in ${output}`, {
          field: output,
          value: given,
          expected: `${value} within ${tolerance} of it`,
        })
      }
    })
  }
  const kept = Math.min(rows, probeRows)
  return withProbe(bytes, {
    rows: kept,
    inputs: { features: features.slice(0, kept * featureCount) },
    outputs: Object.fromEntries(
      Object.entries(actual).map(([output, values]) => [output, values.slice(0, kept)]),
    ),
    tolerance,
  })
}
