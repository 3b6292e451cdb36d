import type { Rate } from './measure-rates.ts'
import type { Line } from './summary.ts'

/** Actions measured in turn, the first of them the reference. */
export type Group = {
  title: string
  loadAverage: number
  lines: Line[]
  /** Memory that what was measured has taken. */
  memory?: { name: string; bytes: number }[]
  /** Requests a second, each beside a reference of its own. */
  rates?: (Rate & { reference: Rate })[]
}

const nameWidth = 50

/** A group as a table for people. */
export function printGroup({ title, loadAverage, lines, memory = [], rates = [] }: Group): void {
  console.log(`\n${title}  (load average ${loadAverage.toFixed(1)})`)
  if (rates.length > 0) printRates(rates)
  if (lines.length === 0) return
  const head = ['min ms', 'median', 'p90', 'p95', 'CPU ms', 'times', 'CPU times']
  console.log(`  ${''.padEnd(nameWidth)}${head.map((word) => word.padStart(10)).join('')}`)
  for (const { name, repeats, wallMs, cpuMs, wallRatio, cpuRatio } of lines) {
    const numbers = [wallMs.min, wallMs.median, wallMs.p90, wallMs.p95, cpuMs].map((value) =>
      value === null ? '' : value.toFixed(value < 10 ? 2 : 1),
    )
    const ratios = [wallRatio, cpuRatio].map((value) =>
      value === null ? '' : `${value.toFixed(value < 1 ? 3 : 1)} ×`,
    )
    const cells = [...numbers, ...ratios].map((cell) => cell.padStart(10)).join('')
    console.log(`  ${`${name} (${repeats})`.padEnd(nameWidth)}${cells}`)
  }
  for (const { name, bytes } of memory) {
    console.log(`  ${`memory of ${name}`.padEnd(nameWidth)}${`${(bytes / 1e6).toFixed(1)} MB`.padStart(12)}`)
  }
}

function printRates(rates: NonNullable<Group['rates']>): void {
  const head = ['per s', 'of ref.', 'CPU ms', 'of ref.', 'p50 ms', 'p99 ms']
  console.log(
    `  ${''.padEnd(nameWidth)}${head.map((word) => word.padStart(10)).join('')}  (p50, p99 at half of it)`,
  )
  for (const { name, perSecond, cpuMs, half, reference } of rates) {
    const isReference = reference.name === name
    const cells = [
      perSecond.toFixed(0),
      isReference ? '' : `${((100 * perSecond) / reference.perSecond).toFixed(0)} %`,
      cpuMs.toFixed(3),
      isReference ? '' : `${(cpuMs / reference.cpuMs).toFixed(1)} ×`,
      half.p50Ms.toFixed(2),
      half.p99Ms.toFixed(2),
    ]
    console.log(`  ${name.padEnd(nameWidth)}${cells.map((cell) => cell.padStart(10)).join('')}`)
  }
}
