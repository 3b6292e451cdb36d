/**
 * A whole city in one serving process: memory, rollouts under load, cold start and rows, beside bare ONNX Runtime sessions.
 * `node test/bench/serving.ts --partitions 18000 --engines ONNX_RUNTIME,COMPILED --json FILE`. Preload jemalloc by LD_PRELOAD
 * to see memory given back.
 */
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { benchServing } from './bench-serving.ts'

const { values } = parseArgs({
  options: {
    partitions: { type: 'string', default: '2000' },
    engines: { type: 'string', default: 'ONNX_RUNTIME,COMPILED' },
    json: { type: 'string' },
  },
})
const result = await benchServing(Number(values.partitions), values.engines.split(','))
console.log(`load average ${result.loadAverage.toFixed(1)}`)
for (const { name, value, unit, reference } of result.figures) {
  const beside = reference === null ? '' : `bare ${reference.toFixed(0)}, ${(value / reference).toFixed(2)} ×`
  console.log(`  ${name.padEnd(72)}${value.toFixed(1).padStart(12)} ${unit.padEnd(4)}${beside}`)
}
if (values.json) await writeFile(values.json, `${JSON.stringify(result, null, 2)}\n`)
