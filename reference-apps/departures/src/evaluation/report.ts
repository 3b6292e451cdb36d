import type { Score } from '../scoring/scoreboard.ts'
import type { Fallbacks } from './fallbacks.ts'
import type { DatasetVersion } from './register.ts'
import type { StageReport } from './stages.ts'

export type Evaluation = {
  version: DatasetVersion
  fallbacks: Fallbacks
  stages: StageReport[]
  scores: Score[]
}

/** The evaluation with the names that `--json` promises. */
export function evaluationJson({ version, fallbacks, stages, scores }: Evaluation) {
  return {
    dataset: {
      rows: version.rowCount + version.quarantinedRowCount,
      quarantined: Object.fromEntries(
        version.quarantinedByReason.map(({ expectation, rowCount }) => [expectation, rowCount]),
      ),
    },
    models: { partitions: version.partitionCount, trained: fallbacks.trained, pooled: fallbacks.pooled },
    stages,
    scores,
  }
}

/** The evaluation as lines for people. */
export function evaluationLines({ version, fallbacks, stages, scores }: Evaluation): string[] {
  const rows = version.rowCount + version.quarantinedRowCount
  return [
    '',
    `Rows read ${rows}, quarantined ${version.quarantinedRowCount}`,
    ...version.quarantinedByReason
      .filter(({ rowCount }) => rowCount > 0)
      .map(({ expectation, rowCount }) => `  ${expectation.padEnd(20)} ${String(rowCount).padStart(9)}`),
    '',
    `Partitions ${version.partitionCount}: ${fallbacks.trained} with a model of their own, ${fallbacks.pooled} pooled`,
    ...fallbacks.reasons.map(([reason, count]) => `  ${reason.padEnd(32)} ${String(count).padStart(6)}`),
    '',
    'Stage                    seconds   peak memory of all processes (MB)',
    ...stages.map(
      ({ name, seconds, peakMemoryMb }) =>
        `  ${name.padEnd(20)} ${seconds.toFixed(1).padStart(9)} ${String(peakMemoryMb ?? '-').padStart(9)}`,
    ),
    '',
    `predictor            horizon         n    MAE s  median s   ETA %  p10-p90 %   wait s   miss %`,
    ...scores.map(scoreLine),
  ]
}

function scoreLine(score: Score): string {
  const share = (value: number | null) => (value === null ? '-' : (100 * value).toFixed(1))
  const seconds = (value: number | null) => (value === null ? '-' : value.toFixed(1))
  return [
    score.predictor.padEnd(20),
    score.horizon.padEnd(6),
    String(score.n).padStart(10),
    seconds(score.maeSeconds).padStart(8),
    seconds(score.medianAbsoluteErrorSeconds).padStart(9),
    share(score.etaAccuracy).padStart(7),
    share(score.coverage).padStart(10),
    seconds(score.meanWaitSeconds).padStart(8),
    share(score.missRate).padStart(8),
  ].join(' ')
}
