import { parquetWriteBuffer } from 'hyparquet-writer'
import type { PredictionBlock, PredictionChunk } from './prediction-block.ts'

/**
 * Logged predictions as Parquet, a row for each predicted row: prediction_id, subject_id (null where none was given),
 * predicted_at, version_id, revision, variant, role, partition, source, then `feature_<name>` and `output_<name>` as 32-bit floats.
 */
export function encodePredictions({ featureNames, outputNames, blocks }: PredictionChunk): ArrayBuffer {
  const rows = blocks.reduce((sum, { rowNumbers }) => sum + rowNumbers.length, 0)
  const perRow = <T>(value: (block: PredictionBlock, row: number) => T): T[] =>
    blocks.flatMap((block) => Array.from(block.rowNumbers, (_, row) => value(block, row)))
  const numbers = (value: (block: PredictionBlock, row: number) => number | undefined): Float32Array => {
    const column = new Float32Array(rows)
    let at = 0
    for (const block of blocks) {
      for (let row = 0; row < block.rowNumbers.length; row++) column[at++] = value(block, row) ?? Number.NaN
    }
    return column
  }
  const width = featureNames.length
  return parquetWriteBuffer({
    columnData: [
      text(
        'prediction_id',
        perRow(({ id, rowNumbers }, row) => `${id}/${rowNumbers[row]}`),
      ),
      {
        name: 'subject_id',
        type: 'STRING',
        data: perRow(({ subjectIds }, row) => subjectIds?.[row] ?? null),
        nullable: true,
      },
      {
        name: 'predicted_at',
        type: 'TIMESTAMP',
        data: perRow(({ predictedAt }, row) => new Date(predictedAt[row] ?? 0)),
        nullable: false,
      },
      text(
        'version_id',
        perRow(({ versionId }) => versionId),
      ),
      { name: 'revision', type: 'INT32', data: perRow(({ revision }) => revision), nullable: false },
      text(
        'variant',
        perRow(({ variant }) => variant),
      ),
      text(
        'role',
        perRow(({ role }) => role),
      ),
      text(
        'partition',
        perRow(({ partitions }, row) => partitions[row] ?? ''),
      ),
      text(
        'source',
        perRow(({ sources }, row) => sources[row] ?? ''),
      ),
      ...featureNames.map((name, column) => ({
        name: `feature_${name}`,
        type: 'FLOAT' as const,
        data: numbers(({ features }, row) => features[row * width + column]),
        nullable: false,
      })),
      ...outputNames.map((name, column) => ({
        name: `output_${name}`,
        type: 'FLOAT' as const,
        data: numbers(({ outputs }, row) => outputs[column]?.[row]),
        nullable: false,
      })),
    ],
  })
}

function text(name: string, data: string[]) {
  return { name, type: 'STRING' as const, data, nullable: false }
}
