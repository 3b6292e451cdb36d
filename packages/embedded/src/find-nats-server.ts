import { execFile } from 'node:child_process'
import { access, chmod, constants, cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * The path of a nats-server that runs: on the PATH, else the copy kept in `cacheDir`, else Debian's package,
 * fetched with apt and unpacked into `cacheDir` without installing it. Throws saying what to install.
 */
export async function findNatsServer(options: {
  cacheDir: string
  log: (line: string) => void
}): Promise<string> {
  const places = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'nats-server'))
  const kept = join(options.cacheDir, 'nats-server')
  // Debian installs it in a folder that is not on an ordinary user's PATH.
  for (const place of [...places, '/usr/sbin/nats-server', kept]) {
    if (await runs(place)) return place
  }
  options.log('nats-server is not on the PATH: fetching the Debian package')
  const reason = await fetchDebianPackage(options.cacheDir, kept)
  if (reason === undefined && (await runs(kept))) return kept
  throw new Error(
    [
      `There is no nats-server on the PATH, and Debian's package could not be fetched (${reason ?? 'it does not run here'}).`,
      'Install NATS server 2.9 or later and start again:',
      '  Debian, Ubuntu:  sudo apt-get install nats-server',
      '  macOS:           brew install nats-server',
      '  any other:       put nats-server from https://github.com/nats-io/nats-server/releases on the PATH',
    ].join('\n'),
  )
}

async function runs(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK)
    const { stdout, stderr } = await run(file, ['--version'])
    return /nats-server/.test(stdout + stderr)
  } catch {
    return false
  }
}

/** Undefined when the program was put at `to`, else why not. */
async function fetchDebianPackage(cacheDir: string, to: string): Promise<string | undefined> {
  await mkdir(cacheDir, { recursive: true })
  const work = await mkdtemp(join(cacheDir, 'fetch-'))
  try {
    const attempts: (() => Promise<void>)[] = [
      () => download(work, []),
      async () => {
        // Not root: apt keeps its lists in a folder of our own.
        const own = process.getuid?.() === 0 ? [] : await makeListFolder(work)
        await run('apt-get', [...own, 'update'], { timeout: 180_000 })
        await download(work, own)
      },
    ]
    let reason: string | undefined
    for (const attempt of attempts) {
      reason = await attempt().then(
        () => undefined,
        (error: Error) => error.message.trim().split('\n').at(-1),
      )
      if (reason === undefined) break
    }
    if (reason !== undefined) return reason
    const file = (await readdir(work)).find((name) => name.endsWith('.deb'))
    if (file === undefined) return 'apt-get download left no package'
    await run('dpkg', ['-x', join(work, file), join(work, 'unpacked')])
    const found = await findProgram(join(work, 'unpacked'))
    if (found === undefined) return `${file} holds no nats-server`
    await cp(found, `${to}.${process.pid}`)
    await chmod(`${to}.${process.pid}`, 0o755)
    await rename(`${to}.${process.pid}`, to)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

async function download(folder: string, options: string[]): Promise<void> {
  await run('apt-get', [...options, 'download', 'nats-server'], { cwd: folder, timeout: 180_000 })
}

async function makeListFolder(work: string): Promise<string[]> {
  const state = join(work, 'state')
  const cache = join(work, 'cache')
  await mkdir(join(state, 'lists', 'partial'), { recursive: true })
  await mkdir(join(cache, 'archives', 'partial'), { recursive: true })
  return [
    '-o',
    `Dir::State::lists=${join(state, 'lists')}`,
    '-o',
    `Dir::Cache=${cache}`,
    '-o',
    'Debug::NoLocking=1',
  ]
}

async function findProgram(folder: string): Promise<string | undefined> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const entry = entries.find((one) => one.isFile() && one.name === 'nats-server')
  return entry && join(entry.parentPath, entry.name)
}
