import { access, mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { openArtifactStore } from '@headway/artifacts/store'
import { literal } from '@headway/tables/quote'
import { openTables } from '@headway/tables/tables'
import { createCity } from '../src/city/network.ts'
import { writeTides } from '../src/city/write-tides.ts'
import { departuresRun } from '../src/departures-pipeline.ts'
import { visitsIn } from '../src/features/read-days.ts'
import { firstTraining, retraining } from '../src/learning/training-plan.ts'
import { runLocally, type Yields } from '../src/steps/run-locally.ts'
import { scenariosOf } from '../src/story/scenarios.ts'
import { addDays } from '../src/story/service-date.ts'
import { detourDay, liveDay, usualPlan } from '../src/story/story-plan.ts'
import { readAlerts, readWeather } from '../src/tides/read-context.ts'
import { readPackage } from '../src/tides/read-package.ts'
import { championOf, type Fleet, openFleet } from './fleet.ts'
import { replayedDays, scoreDays, worstPartitions } from './replayed-days.ts'

/**
 * The story of the small city without any service: simulate, prepare, train, judge, replay the days that follow, retrain
 * what a detour made worse. Prints what each part costs (CPU seconds) and how well the models do. Its folder, the only
 * argument, keeps what is made.
 */
const folder = resolve(process.argv[2] ?? '.headway-bench')
const trainedDetourDays = 3
const city = createCity({
  seed: usualPlan.seed,
  routeCount: usualPlan.routes,
  stopCount: usualPlan.stops ?? undefined,
  scenarios: scenariosOf(usualPlan),
})
const live = liveDay(usualPlan)
const detour = detourDay(usualPlan)
const retrained = addDays(detour, trainedDetourDays)
const end = addDays(detour, 10)
const path = (name: string) => join(folder, name)
await mkdir(folder, { recursive: true })
await using tables = await openTables({ memoryLimit: '700MB', threads: 2, tempDir: folder })
await using artifacts = await openArtifactStore(path('artifacts'))

const dayNumber = (date: string) => Date.parse(date) / 86_400_000
const firstDay = dayNumber(usualPlan.firstDay)
if (!(await exists(path('tides/datapackage.json')))) {
  await timed('simulate the city', () =>
    writeTides(city, { firstDay, count: dayNumber(end) - firstDay }, path('tides')),
  )
}
await timed('read its archive', () => readPackage(tables, path('tides'), path('visits.parquet')))
await readAlerts(tables, path('tides'), path('alerts.parquet'))
await readWeather(tables, path('tides'), -6 * 3600, path('weather.parquet'))
const context = {
  weather: [(await artifacts.putFile(path('weather.parquet'))).digest],
  alerts: [(await artifacts.putFile(path('alerts.parquet'))).digest],
}

const first = await run(
  'first run',
  live,
  firstTraining(usualPlan.historyDays, usualPlan.rowsPerPartition),
  null,
)
const fleet = await openFleet(artifacts, [championOf(first)])
const days = await timed('replay the days after it', () =>
  replayedDays(tables, {
    visits: path('visits.parquet'),
    weather: path('weather.parquet'),
    alerts: path('alerts.parquet'),
    from: live,
  }),
)
const worst = await worstPartitions(fleet, days, detour, retrained)
const list = await artifacts.put(
  Buffer.from(JSON.stringify({ format: 'headway.partitions/1', partitions: worst })),
)
console.log(`${worst.length} partitions are worse in the detour`)
const second = await run(
  'run about these',
  retrained,
  { ...retraining.run, partitions: [list.digest] },
  championOf(first),
)
const both = await openFleet(artifacts, [championOf(first), championOf(second)])
await tell('Before the detour', fleet, live, detour)
await tell('In the detour, as trained before it', fleet, detour, end)
await tell('In the detour, retrained', both, retrained, end)
await fleet[Symbol.asyncDispose]()
await both[Symbol.asyncDispose]()

async function run(
  name: string,
  before: string,
  told: Partial<Parameters<typeof departuresRun>[0]>,
  champion: string | null,
): Promise<Yields> {
  const visits = path(`visits-before-${before}.parquet`)
  await tables.copyToParquet(
    `SELECT * FROM ${visitsIn([path('visits.parquet')])} WHERE service_date < ${literal(before)}`,
    visits,
  )
  const { digest } = await artifacts.putFile(visits)
  const parameters = departuresRun({ visits: [digest], datasetVersions: [], ...context, ...told })
  return timed(name, () =>
    runLocally(artifacts, parameters, champion, (step, cpuSeconds) => print(`  ${step}`, cpuSeconds)),
  )
}

async function tell(title: string, models: Fleet, from: string, before: string): Promise<void> {
  console.log(`\n${title}`)
  for (const line of await scoreDays(
    models,
    days.filter(({ date }) => date >= from && date < before),
  ))
    console.log(line)
}

async function timed<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const before = process.cpuUsage()
  const result = await work()
  const { user, system } = process.cpuUsage(before)
  print(name, (user + system) / 1e6)
  return result
}

function print(name: string, cpuSeconds: number): void {
  console.log(`${name.padEnd(28)} ${cpuSeconds.toFixed(1).padStart(6)} s of CPU`)
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}
