// Plain JavaScript that an older Node runs with nothing installed: it brings the dependencies, among them the
// Node that runs everything else, and hands over to it.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const programs = {
  start: ['reference-apps/departures/src/start.ts'],
  agency: ['reference-apps/departures/src/agency.ts'],
  evaluate: ['reference-apps/departures/src/evaluate.ts'],
  city: ['reference-apps/departures/src/generate-city.ts'],
  test: ['test/verify/verify.ts'],
  bench: ['test/bench/bench.ts'],
  chaos: ['test/chaos/chaos.ts'],
}

const [name, ...args] = process.argv.slice(2)
const program = programs[name]
if (!program) stop(`Usage: node deploy/local/bootstrap.mjs ${Object.keys(programs).join('|')} [arguments]`)
if (Number(process.versions.node.split('.')[0]) < 20) {
  stop(`Headway needs Node 20 or later to begin with (it then brings its own); this is ${process.version}.`)
}
installDependencies()
handOver(findNode(), [join(root, ...program), ...args])

function installDependencies() {
  if (isInstalled()) return
  console.log('Installing dependencies with npm ci (a minute or two the first time) …')
  // Errors alone: some packages ask for a newer Node than the one npm runs on here, which warns at length.
  npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], 'the dependencies could not be installed')
}

/** Compares what npm noted in node_modules with the lockfile: modification times say nothing after a checkout. */
function isInstalled() {
  const installed = readLock('node_modules/.package-lock.json')
  const wanted = readLock('package-lock.json')
  if (!wanted) stop('package-lock.json is missing: this is not a whole checkout')
  if (!installed) return false
  return Object.entries(wanted.packages).every(([path, entry]) => {
    if (!path.includes('node_modules/')) return true
    const present = installed.packages[path]
    if (!present) return entry.optional === true || entry.devOptional === true || entry.peer === true
    return present.version === entry.version && present.integrity === entry.integrity
  })
}

function readLock(path) {
  const file = join(root, path)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

function findNode() {
  const own = join(root, 'node_modules', '.bin', 'node')
  if (!isRightNode(own)) {
    // npm was told to run no install scripts; this is the one that fetches the runtime.
    spawnSync(process.execPath, ['installArchSpecificPackage'], {
      cwd: join(root, 'node_modules', 'node'),
      stdio: 'inherit',
    })
  }
  if (isRightNode(own)) return own
  if (isRightNode(process.execPath)) return process.execPath
  return stop(
    `Node 24 is missing: the npm package "node" brought none for ${process.platform}-${process.arch}. Install Node 24 and start again.`,
  )
}

function isRightNode(file) {
  const answer = spawnSync(file, ['--version'], { encoding: 'utf8' })
  return answer.status === 0 && Number(answer.stdout.slice(1).split('.')[0]) >= 24
}

function npm(npmArgs, failure) {
  const script = process.env.npm_execpath
  const [command, first] = script?.endsWith('.js') ? [process.execPath, [script]] : ['npm', []]
  const result = spawnSync(command, [...first, ...npmArgs], { cwd: root, stdio: 'inherit' })
  if (result.error?.code === 'ENOENT') stop('npm is not on the PATH: install it together with Node.')
  if (result.status !== 0) stop(`${failure} (npm ${npmArgs.join(' ')}); what npm wrote above says why.`)
}

/** Runs the program in this one's place: same terminal, signals passed on, its exit code given back. */
function handOver(node, nodeArgs) {
  const PATH = `${join(root, 'node_modules', '.bin')}:${process.env.PATH ?? ''}`
  const child = spawn(node, nodeArgs, { stdio: 'inherit', env: { ...process.env, PATH } })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // Ctrl-C reaches the whole foreground group: passing it on would make it come twice.
    process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal)))
  }
  child.on('error', (error) => stop(`${node} does not start: ${error.message}`))
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0)
  })
}

function stop(message) {
  console.error(message)
  process.exit(1)
}
