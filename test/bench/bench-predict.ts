import { type BenchModel, makeFleet } from './bench-fleet.ts'
import type { BenchHeadway } from './bench-headway.ts'
import { type Action, measureInTurn } from './measure.ts'
import { predictCalls } from './predict-calls.ts'
import { makeRows, type PredictRows } from './predict-rows.ts'
import { publishFleet } from './publish-fleet.ts'
import { openRawOnnx } from './raw-onnx.ts'
import type { Group } from './report.ts'
import { summarize } from './summary.ts'

const partitions = 1000

/** Publishes the fleet that the other groups ask. */
export async function publishBenchFleet(headway: BenchHeadway): Promise<BenchModel[]> {
  const fleet = makeFleet(partitions)
  await publishFleet(headway, fleet)
  return fleet
}

/** 1,000 rows over 1,000 models, by every way in, beside ONNX Runtime alone. */
export async function benchManyRows(headway: BenchHeadway, fleet: readonly BenchModel[]): Promise<Group> {
  const rows = makeRows(fleet, 1000)
  const calls = await predictCalls(headway, rows)
  const ways = [
    { name: 'GraphQL through the gateway', run: calls.gateway },
    { name: 'GraphQL at serving', run: calls.serving },
    { name: 'OIP, JSON', run: calls.oipJson },
    { name: 'OIP, binary tensors', run: calls.oipBinary },
    { name: 'OIP, JSON, through the gateway', run: calls.gatewayOipJson },
    { name: 'OIP, binary tensors, through the gateway', run: calls.gatewayOipBinary },
  ]
  return besideOnnxRuntime(headway, fleet, rows, ways, { rounds: 60, leastRounds: 8, budgetMs: 25_000 })
}

/** 20,000 rows, as a whole city asks at once: 20 rows for each model. */
export async function benchCity(headway: BenchHeadway, fleet: readonly BenchModel[]): Promise<Group> {
  const rows = makeRows(fleet, 20_000)
  const calls = await predictCalls(headway, rows)
  const ways = [
    { name: 'OIP, JSON', run: calls.oipJson },
    { name: 'OIP, binary tensors', run: calls.oipBinary },
  ]
  return besideOnnxRuntime(headway, fleet, rows, ways, { rounds: 12, leastRounds: 4, budgetMs: 12_000 })
}

async function besideOnnxRuntime(
  headway: BenchHeadway,
  fleet: readonly BenchModel[],
  rows: PredictRows,
  ways: readonly Action[],
  limits: { rounds: number; leastRounds: number; budgetMs: number },
): Promise<Group> {
  await using raw = await openRawOnnx(fleet, rows)
  const reference = 'ONNX Runtime alone, one thread'
  const { samples, loadAverage } = await measureInTurn([{ name: reference, run: raw.run }, ...ways], {
    ...limits,
    pids: () => workingPids(headway),
  })
  const title = `predict ${rows.count} rows over ${fleet.length} models`
  return { title, loadAverage, lines: summarize(samples, reference) }
}

/** The processes that a prediction goes through, this one included. */
function workingPids({ running }: BenchHeadway): number[] {
  const { gateway, serving } = running.pids()
  return [process.pid, gateway, serving].filter((pid) => pid !== undefined)
}
