/**
 * `npm test`: every check there is, each one run although an earlier one failed; the last line is
 * `N passed, N failed`, where a check counts as one and the tests count each for themselves.
 * With names it runs only those: `npm test -- lint types`.
 */
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Tally, tallyReport } from './tally-report.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** A check is a script of the root package.json; turbo answers from its cache what has not changed since. */
const checks = [
  { name: 'lint', what: 'format, lint and module boundaries' },
  { name: 'check', what: 'types' },
  { name: 'dead-code', what: 'dead code' },
  { name: 'generate:check', what: 'generated files are fresh' },
]

const chosen = process.argv.slice(2)
const wants = (name: string) => chosen.length === 0 || chosen.includes(name)
const known = [...checks.map((check) => check.name), 'tests']
const unknown = chosen.filter((name) => !known.includes(name))
if (unknown.length > 0) {
  console.error(`There is no check ${unknown.join(', ')}; there are ${known.join(', ')}.`)
  process.exit(2)
}

const started = Date.now()
const total: Tally = { passed: 0, failed: 0, skipped: 0 }
const failures: string[] = []
for (const check of checks) {
  if (!wants(check.name)) continue
  console.log(`\n── ${check.what} (npm run ${check.name})`)
  const options = ['--output-logs=new-only', '--ui=stream', '--log-prefix=none']
  if (!process.stdout.isTTY) options.push('--no-color')
  const isGood = (await run('turbo', ['run', `//#${check.name}`, ...options])) === 0
  total[isGood ? 'passed' : 'failed'] += 1
  if (!isGood) failures.push(check.what)
}
if (wants('tests')) await runTests()

console.log(`\n${Math.round((Date.now() - started) / 1000)} s, ${total.skipped} skipped`)
for (const failure of failures) console.log(`failed: ${failure}`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 ? 1 : 0

async function runTests(): Promise<void> {
  console.log('\n── tests (vitest)')
  const folder = await mkdtemp(join(tmpdir(), 'headway-report-'))
  const file = join(folder, 'report.json')
  const code = await run('vitest', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  const report = await readFile(file, 'utf8').catch(() => undefined)
  const tally = tallyReport(report, code)
  total.passed += tally.passed
  total.failed += tally.failed
  total.skipped += tally.skipped
  failures.push(...tally.failures)
  await rm(folder, { recursive: true, force: true })
}

function run(program: string, args: string[]): Promise<number> {
  const file = join(root, 'node_modules', '.bin', program)
  const env = {
    ...process.env,
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
    ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }),
  }
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd: root, stdio: 'inherit', env })
    child.once('error', (error) => {
      console.error(error.message)
      resolve(1)
    })
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
