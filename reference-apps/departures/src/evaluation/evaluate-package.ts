import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { type ArtifactStore, openArtifactStore } from '@headway/artifacts/store'
import { createLog } from '@headway/kit/log'
import { openTables, type Tables } from '@headway/tables/tables'
import type { RowPart } from '../steps/row-parts.ts'
import { readPackage } from '../tides/read-package.ts'
import { countFallbacks } from './fallbacks.ts'
import { openHeadway } from './headway.ts'
import { namesOf, registerModel, registerVisits } from './register.ts'
import type { Evaluation } from './report.ts'
import { runPipeline, stepOutputs } from './run-pipeline.ts'
import { scoreDeployed } from './score-deployed.ts'
import { openStages } from './stages.ts'
import { tellOutcomes, untilWatched, type Watched, watched } from './tell-outcomes.ts'

export type EvaluationJob = {
  tides: string
  stateDir: string
  environment: Record<string, string | undefined>
  print: (line: string) => void
  signal: AbortSignal
}

/**
 * Takes a TIDES package through the whole of Headway: dataset version, pipeline run with the last fifth of the service
 * days held out, model version, rollout, and a score of what serving answers on the held-out days.
 */
export async function evaluatePackage({
  tides,
  stateDir,
  environment,
  print,
  signal,
}: EvaluationJob): Promise<Evaluation> {
  const folder = await mkdtemp(join(tmpdir(), 'headway-evaluate-'))
  await using stack = new AsyncDisposableStack()
  stack.defer(() => rm(folder, { recursive: true, force: true }))
  const openOwnTables = () => openTables({ memoryLimit: '700MB', threads: 2, tempDir: folder })
  // Read first: what is wrong with the package is told before anything is started.
  const readFrom = new Date()
  const canonical = join(folder, 'stop-visits.parquet')
  await readInto(await openOwnTables(), tides, canonical)
  const readTo = new Date()

  const headway = stack.use(await openHeadway(stateDir, environment, print, signal))
  const stages = stack.use(openStages([headway.supervisorPid, process.pid], print))
  stages.add('read', readFrom, readTo)
  const artifacts = stack.use(await openArtifactStore(headway.artifacts))
  const names = namesOf(await packageName(tides))
  const version = await stages.run('register dataset', async () =>
    registerVisits(headway.operator, names.dataset, (await artifacts.putFile(canonical)).digest),
  )
  await registerModel(headway.operator, names.model)
  const run = await runPipeline(headway, names.model, version, stages, print, signal)
  const parts = await partsOf(headway.operator, artifacts, run.id)
  const evaluation = randomUUID()
  const before = await watched(headway.operator, names.model)
  const scores = await stages.run('score', () =>
    scoreDeployed(headway.inference, artifacts, names.model, evaluation, parts, (done, total) =>
      print(`  scored ${done} of ${total} parts`),
    ),
  )
  await stages.run('observe', async () => {
    const rows = countRows(scores)
    const enough = (count: keyof Watched) => (now: Watched) => now[count] >= before[count] + rows
    await untilWatched(headway.operator, names.model, enough('predictionCount'), signal)
    const log = createLog('evaluate', 'warn')
    await using tables = await openOwnTables()
    await tellOutcomes({
      ...headway,
      artifacts,
      tables,
      log,
      folder,
      endpoint: names.model,
      evaluation,
      parts,
    })
    const now = await untilWatched(headway.operator, names.model, enough('outcomeCount'), signal)
    print(`  monitoring joined ${now.outcomeCount - before.outcomeCount} of ${rows} outcomes to predictions`)
  })
  const models = await stepOutputs(headway.operator, run.id, 'train')
  const [gate] = await stepOutputs(headway.operator, run.id, 'gate')
  const fallbacks = await countFallbacks(
    artifacts,
    models.map((outputs) => digestOf(outputs, 'models')),
    digestOf(gate, 'verdicts'),
    version.partitionCount,
  )
  return { version, fallbacks, stages: stages.report(), scores }
}

async function readInto(tables: Tables, folder: string, output: string): Promise<void> {
  await using reading = tables
  await readPackage(reading, folder, output)
}

async function partsOf(
  operator: Parameters<typeof stepOutputs>[0],
  artifacts: ArtifactStore,
  run: string,
): Promise<RowPart[]> {
  const [prepared] = await stepOutputs(operator, run, 'prepare')
  return JSON.parse((await artifacts.get(digestOf(prepared, 'parts'))).toString('utf8')) as RowPart[]
}

function digestOf(outputs: Record<string, { digest: string }> | undefined, name: string): string {
  const found = outputs?.[name]
  if (!found) throw new Error(`the run has no output ${name}`)
  return found.digest
}

/** Every held-out row was asked of the deployed model: those with a position and the first ones. */
function countRows(scores: Evaluation['scores']): number {
  const counted = scores.filter(
    ({ predictor, horizon }) => predictor === 'deployed' && (horizon === 'all' || horizon === 'first'),
  )
  return counted.reduce((sum, { n }) => sum + n, 0)
}

async function packageName(folder: string): Promise<string> {
  const text = await readFile(join(folder, 'datapackage.json'), 'utf8').catch(() => '{}')
  const { name } = JSON.parse(text) as { name?: unknown }
  return typeof name === 'string' && name !== '' ? name : basename(resolve(folder))
}
