/**
 * `npm run chaos`: hurts a Headway of its own in the midst of pipeline runs and under load, and counts what was refused,
 * lost and doubled. It kills processes as `npm start` runs them, in turn and all at once; with `--compose` containers of
 * a Docker engine, which it also replaces by new ones, and whose disks it fills. Ends with 1 when something was not as it
 * should be.
 */
import { writeFile } from 'node:fs/promises'
import { cpus, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { openContainers } from './containers.ts'
import { findingLines, findingTable, totalLines } from './print.ts'
import { openProcesses } from './processes.ts'
import { runChaos } from './run-chaos.ts'
import { scenariosFor } from './scenarios.ts'
import type { Target } from './target.ts'

const help = `npm run chaos -- [options]
  --compose      containers of the Docker engine that is there, instead of processes
  --no-build     with --compose: by the images that are there
  --serving N    replicas of serving behind the gateway (2)
  --only NAME    a scenario; more than one may be named
  --seed TEXT    another seed, other moments (1)
  --json FILE    writes all figures
  --keep         with --compose: leaves it running`

const { values } = parseArgs({
  options: {
    compose: { type: 'boolean', default: false },
    'no-build': { type: 'boolean', default: false },
    serving: { type: 'string', default: '2' },
    only: { type: 'string', multiple: true, default: [] },
    seed: { type: 'string', default: '1' },
    json: { type: 'string' },
    keep: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const stopping = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.once(name, () => stopping.abort(new Error(`stopped by ${name}`)))
}

process.exitCode = values.help ? tellHelp() : await run()

function tellHelp(): number {
  console.log(help)
  return 0
}

async function run(): Promise<number> {
  await using target = await openTarget()
  if (!target) {
    console.log('skipped: there is no Docker engine here')
    return 0
  }
  if (stopping.signal.aborted) return 130
  // What was begun is not waited for: nothing is to be left running.
  const end = async () => {
    await target[Symbol.asyncDispose]()
    process.exit(130)
  }
  stopping.signal.addEventListener('abort', () => void end(), { once: true })
  const known = scenariosFor(target)
  const names = known.map(({ name }) => name)
  const unknown = values.only.filter((name) => !names.includes(name))
  if (unknown.length > 0) {
    console.error(`There is no ${unknown.join(', ')}; there are ${names.join(', ')}.`)
    return 2
  }
  return await hurt(
    target,
    known.filter(({ name }) => values.only.length === 0 || values.only.includes(name)),
  )
}

function openTarget(): Promise<Target | undefined> {
  const servingReplicas = Number(values.serving)
  if (values.compose) {
    return openContainers({ servingReplicas, build: !values['no-build'], keep: values.keep })
  }
  const programs = fileURLToPath(new URL('../../.headway/cache', import.meta.url))
  return openProcesses({ servingReplicas, programs, smallDisks: true, signal: stopping.signal })
}

async function hurt(target: Target, scenarios: ReturnType<typeof scenariosFor>): Promise<number> {
  const { seed } = values
  const machine = `${cpus().length} processors, load average ${loadavg()[0]?.toFixed(1)}`
  if (!target.fillDisk) console.log('full disks are left out: only root of Linux can mount small ones')
  console.log(`${target.name}, ${target.servingReplicas} replicas of serving, seed ${seed}, ${machine}\n`)
  const report = await runChaos({
    target,
    scenarios,
    seed,
    tell: (finding) => console.log(findingLines(finding).join('\n')),
  })
  const { findings, totals } = report
  console.log(`\n${[...findingTable(findings), '', ...totalLines(totals)].join('\n')}`)
  if (values.json !== undefined) {
    const figures = { target: target.name, servingReplicas: target.servingReplicas, seed, machine, ...report }
    await writeFile(values.json, `${JSON.stringify(figures, null, 2)}\n`)
  }
  const failed = [
    ...findings.filter(({ failures }) => failures.length > 0).map(({ name }) => name),
    ...totals.failures,
  ]
  console.log(`\n${failed.length === 0 ? 'all is as it should be' : `FAILED: ${failed.join('; ')}`}`)
  return failed.length === 0 ? 0 : 1
}
