import { loadavg } from 'node:os'
import { until } from '@headway/testkit/until'
import { openBareSessions } from './bare-sessions.ts'
import { type BenchModel, makeFleet, storeFleet } from './bench-fleet.ts'
import { askCity, countFailures } from './city-load.ts'
import { residentMemory, watchPeak } from './process-memory.ts'
import { processorTime } from './processor-time.ts'
import { openBenchServing, otherArtifacts, storeVersion } from './serving-fleet.ts'

/** One figure beside its reference of the same run. */
export type Figure = { name: string; value: number; unit: string; reference: number | null }

type Bare = { memoryMb: number; loadMs: number; rowsPerCpuSecond: number }

/** A whole city in serving by each engine, beside bare sessions in a process of the same kind. */
export async function benchServing(
  partitions: number,
  engines: readonly string[],
): Promise<{ loadAverage: number; figures: Figure[] }> {
  const fleet = makeFleet(partitions)
  const bare = await measureBare(fleet)
  const figures: Figure[] = []
  for (const engine of engines) figures.push(...(await measureEngine(engine, fleet, bare)))
  return { loadAverage: loadavg()[0] ?? 0, figures }
}

async function measureBare(fleet: readonly BenchModel[]): Promise<Bare> {
  await using bare = await openBareSessions(fleet)
  return { memoryMb: mb(bare.memory), loadMs: bare.loadMs, rowsPerCpuSecond: await bare.rowsPerCpuSecond() }
}

async function measureEngine(engine: string, fleet: readonly BenchModel[], bare: Bare): Promise<Figure[]> {
  const settings = { HEADWAY_SERVING_ENGINE: engine, HEADWAY_LOG_LEVEL: 'error', ...allocator() }
  await using serving = await openBenchServing(settings)
  const { service, store, rollOut } = serving
  const memory = () => mb(residentMemory(service.pid()))
  const empty = memory()
  const first = await storeFleet(store, fleet)
  const second = await storeFleet(store, otherArtifacts(fleet, '2'))
  const few = await storeFleet(store, otherArtifacts(fleet.slice(0, Math.ceil(fleet.length / 75)), '3'))
  console.log(`${engine}: serving ${fleet.length} models`)
  const firstMs = await rollOut(await storeVersion(store, 1, first))
  await askCity(service, fleet, 2)
  const resident = memory()
  const load = countFailures(service, fleet)
  const peak = watchPeak(service.pid())
  const fullMs = await rollOut(await storeVersion(store, 2, second))
  const peakMb = mb(await peak.stop())
  const fewMs = await rollOut(await storeVersion(store, 3, [...few, ...second.slice(few.length)]))
  const { failures, answers, slowestMs } = await load.stop()
  const after = memory()
  const rows = await rowsPerCpuSecond(() => askCity(service, fleet, 3), service.pid())
  await service.kill()
  const began = performance.now()
  await service.restart()
  await askCity(service, fleet, 1)
  const answeringMs = performance.now() - began
  await until(
    async () => {
      const { servingReplica } = await service.data<{ servingReplica: Record<string, number> }>(
        '{ servingReplica { heldCount loadedCount } }',
      )
      return servingReplica.loadedCount === servingReplica.heldCount
    },
    { timeoutMs: 300_000 },
  )
  const loadedMs = performance.now() - began
  const name = (words: string) => `${engine}: ${words}`
  return [
    { name: name('memory of the process, nothing served'), value: empty, unit: 'MB', reference: null },
    {
      name: name('memory of the process, all loaded'),
      value: resident,
      unit: 'MB',
      reference: bare.memoryMb,
    },
    { name: name('highest memory in a full rollout'), value: peakMb, unit: 'MB', reference: bare.memoryMb },
    { name: name('memory after it'), value: after, unit: 'MB', reference: bare.memoryMb },
    { name: name('first rollout, nothing checked yet'), value: firstMs, unit: 'ms', reference: bare.loadMs },
    { name: name('full rollout under load'), value: fullMs, unit: 'ms', reference: bare.loadMs },
    { name: name(`rollout of ${few.length} changed`), value: fewMs, unit: 'ms', reference: null },
    {
      name: name(`failed or wrong of ${answers} answers meanwhile`),
      value: failures,
      unit: '',
      reference: null,
    },
    { name: name('slowest answer meanwhile'), value: slowestMs, unit: 'ms', reference: null },
    {
      name: name('rows a CPU second, 1,000 mixed rows a request'),
      value: rows,
      unit: '',
      reference: bare.rowsPerCpuSecond,
    },
    {
      name: name('cold start until a row of each model was answered'),
      value: answeringMs,
      unit: 'ms',
      reference: bare.loadMs,
    },
    { name: name('cold start until all are loaded'), value: loadedMs, unit: 'ms', reference: bare.loadMs },
  ]
}

/** The caller's LD_PRELOAD goes on to serving. */
function allocator(): Record<string, string> {
  const { LD_PRELOAD, MALLOC_CONF } = process.env
  return { ...(LD_PRELOAD && { LD_PRELOAD }), ...(MALLOC_CONF && { MALLOC_CONF }) }
}

async function rowsPerCpuSecond(ask: () => Promise<number>, pid: number): Promise<number> {
  const before = processorTime([pid])
  const rows = await ask()
  return (rows / (processorTime([pid]) - before)) * 1000
}

function mb(bytes: number): number {
  return bytes / 1024 / 1024
}
