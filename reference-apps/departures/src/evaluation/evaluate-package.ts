import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { type ArtifactStore, openArtifactStore } from '@headway/artifacts/store'
import { openTables, type Tables } from '@headway/tables/tables'
import { visitsIn } from '../features/read-days.ts'
import type { RowPart } from '../steps/row-parts.ts'
import { readAlerts, readWeather } from '../tides/read-context.ts'
import { readPackage } from '../tides/read-package.ts'
import { countFallbacks } from './fallbacks.ts'
import { openHeadway } from './headway.ts'
import { namesOf, registerEndpointAndPipeline, registerModel, registerVisits } from './register.ts'
import type { Evaluation } from './report.ts'
import { runPipeline, stepOutputs } from './run-pipeline.ts'
import { scoreServed } from './score-served.ts'
import { openStages } from './stages.ts'

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
  const pids = [process.pid]
  const stages = stack.use(openStages(pids, print))
  // Read first: what is wrong with the package is told before anything is started.
  const canonical = join(folder, 'stop-visits.parquet')
  const context = await stages.run('read', async () => readInto(await openOwnTables(), tides, canonical))

  const headway = stack.use(await openHeadway(stateDir, environment, print, signal))
  pids.push(headway.supervisorPid)
  const artifacts = stack.use(await openArtifactStore(headway.artifacts))
  const names = namesOf(await packageName(tides))
  const version = await stages.run('register dataset', async () =>
    registerVisits(headway.operator, names.dataset, (await artifacts.putFile(canonical)).digest),
  )
  await registerModel(headway.operator, names.model)
  await registerEndpointAndPipeline(headway.operator, names.model)
  const data = {
    version,
    weather: await digestsOf(artifacts, context.weather),
    alerts: await digestsOf(artifacts, context.alerts),
  }
  const run = await runPipeline(headway, names.model, data, stages, print, signal)
  const parts = await partsOf(headway.operator, artifacts, run.id)
  const scores = await scoreServed({
    headway,
    artifacts,
    openTables: openOwnTables,
    folder,
    endpoint: names.model,
    parts,
    stages,
    print,
    signal,
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

type ContextFiles = { weather: string[]; alerts: string[] }

/** Reads the package; gives the files of its weather and alerts, where it has any. */
async function readInto(tables: Tables, folder: string, output: string): Promise<ContextFiles> {
  await using reading = tables
  await readPackage(reading, folder, output)
  const { standard } = await reading.one<{ standard: number }>(
    `SELECT min(utc_offset_s)::DOUBLE AS standard FROM ${visitsIn([output])}`,
  )
  const weather = join(dirname(output), 'weather.parquet')
  const alerts = join(dirname(output), 'alerts.parquet')
  return {
    weather: (await readWeather(reading, folder, standard, weather)) ? [weather] : [],
    alerts: (await readAlerts(reading, folder, alerts)) ? [alerts] : [],
  }
}

function digestsOf(artifacts: ArtifactStore, files: readonly string[]): Promise<string[]> {
  return Promise.all(files.map(async (file) => (await artifacts.putFile(file)).digest))
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

async function packageName(folder: string): Promise<string> {
  const text = await readFile(join(folder, 'datapackage.json'), 'utf8').catch(() => '{}')
  const { name } = JSON.parse(text) as { name?: unknown }
  return typeof name === 'string' && name !== '' ? name : basename(resolve(folder))
}
