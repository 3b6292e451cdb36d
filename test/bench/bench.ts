/**
 * `npm run bench`: what Headway costs beside the least that the same work could cost, measured in one run on one
 * machine. `--json FILE` writes the numbers too, `--full` adds the registry with 100 versions of 18,000 partitions,
 * `--only predict,engine,versions,registry` does some of it.
 */
import { writeFile } from 'node:fs/promises'
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { benchEngine } from './bench-engine.ts'
import { openBenchHeadway } from './bench-headway.ts'
import { benchCity, benchManyRows, publishBenchFleet } from './bench-predict.ts'
import { benchRates } from './bench-rates.ts'
import { benchRegistry } from './bench-registry.ts'
import { benchVersions } from './bench-versions.ts'
import { type Group, printGroup } from './report.ts'

const { values } = parseArgs({
  options: { json: { type: 'string' }, full: { type: 'boolean', default: false }, only: { type: 'string' } },
})
const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => stopping.abort(new Error(`stopped by ${signal}`)))
}

const machine = { processors: cpus().length, model: cpus()[0]?.model ?? '', node: process.version }
const loadAtStart = loadavg()[0] ?? 0
console.log(
  `${machine.processors} × ${machine.model}, Node ${machine.node}, load average ${loadAtStart.toFixed(1)}`,
)
const groups: Group[] = []
{
  await using headway = await openBenchHeadway(stopping.signal)
  const benches: Record<string, () => Promise<Group[]>> = {
    predict: async () => {
      const fleet = await publishBenchFleet(headway)
      return [
        await benchManyRows(headway, fleet),
        await benchCity(headway, fleet),
        await benchRates(headway, fleet),
      ]
    },
    engine: () => benchEngine(values.full ? 18_000 : 2_000),
    versions: async () => [await benchVersions(headway, 500)],
    registry: () => benchRegistry(headway, { partitions: 18_000, versions: 100 }),
  }
  const usual = ['predict', 'engine', 'versions', ...(values.full ? ['registry'] : [])]
  for (const name of values.only?.split(',') ?? usual) {
    if (stopping.signal.aborted) break
    const bench = benches[name]
    if (!bench) throw new Error(`there is no bench ${name}: ${Object.keys(benches).join(', ')}`)
    for (const group of await bench()) {
      groups.push(group)
      printGroup(group)
    }
  }
}
if (stopping.signal.aborted) {
  console.error('\nstopped before the end')
  process.exitCode = 1
} else if (values.json) {
  await writeFile(values.json, `${JSON.stringify({ machine, loadAtStart, groups }, null, 2)}\n`)
}
