import { randomUUID } from 'node:crypto'
import type { ArtifactStore } from '@headway/artifacts/store'
import { createLog } from '@headway/kit/log'
import type { Tables } from '@headway/tables/tables'
import type { Score } from '../scoring/scoreboard.ts'
import type { RowPart } from '../steps/row-parts.ts'
import type { Headway } from './headway.ts'
import { scoreDeployed } from './score-deployed.ts'
import type { Stages } from './stages.ts'
import { tellOutcomes, untilWatched, type Watched, watched } from './tell-outcomes.ts'

/** The prediction log drops rows rather than delay an answer, so that who asks in bulk must not run far ahead of it. */
const mostUnwatchedRows = 120_000

export type ServedJob = {
  headway: Headway
  artifacts: ArtifactStore
  openTables: () => Promise<Tables>
  folder: string
  endpoint: string
  parts: readonly RowPart[]
  stages: Stages
  print: (line: string) => void
  signal: AbortSignal
}

/** Scores what serving answers on the held-out rows, and lets monitoring see the predictions and what came true. */
export async function scoreServed(job: ServedJob): Promise<Score[]> {
  const { headway, artifacts, folder, endpoint, parts, stages, print, signal } = job
  const evaluation = randomUUID()
  const before = await watched(headway.operator, endpoint)
  const seen = (count: keyof Watched, rows: number) =>
    untilWatched(headway.operator, endpoint, (now) => now[count] - before[count] >= rows, signal)
  const scores = await stages.run('score', () =>
    scoreDeployed({
      inference: headway.inference,
      artifacts,
      endpoint,
      evaluation,
      parts,
      async progress(partsDone, rowsAsked) {
        print(`  scored ${partsDone} of ${parts.length} parts`)
        await seen('predictionCount', rowsAsked - mostUnwatchedRows)
      },
    }),
  )
  await stages.run('observe', async () => {
    const rows = countRows(scores)
    await seen('predictionCount', rows)
    await using tables = await job.openTables()
    const log = createLog('evaluate', 'warn')
    await tellOutcomes({
      natsUrl: headway.natsUrl,
      artifacts,
      tables,
      log,
      folder,
      endpoint,
      evaluation,
      parts,
    })
    const now = await seen('outcomeCount', rows)
    print(`  monitoring joined ${now.outcomeCount - before.outcomeCount} of ${rows} outcomes to predictions`)
  })
  return scores
}

/** Every held-out row was asked of the deployed model: those with a position and the first ones. */
function countRows(scores: readonly Score[]): number {
  const counted = scores.filter(
    ({ predictor, horizon }) => predictor === 'deployed' && (horizon === 'all' || horizon === 'first'),
  )
  return counted.reduce((sum, { n }) => sum + n, 0)
}
