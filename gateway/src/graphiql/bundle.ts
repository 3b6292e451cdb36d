import { createHash } from 'node:crypto'
import { access, copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const page = fileURLToPath(new URL('./page.js', import.meta.url))
const packages = ['graphiql', 'monaco-editor', 'monaco-graphql', 'react', 'react-dom', 'graphql-ws']

/**
 * Bundles the GraphiQL page from its npm packages into a folder under `cacheDir`, and returns that folder. Takes
 * some seconds the first time; a bundle of the same packages and page is used again.
 */
export async function bundleGraphiql(cacheDir: string): Promise<string> {
  const require = createRequire(import.meta.url)
  const folder = join(resolve(cacheDir), await bundleKey(require))
  const isMade = await access(folder).then(
    () => true,
    () => false,
  )
  if (isMade) return folder
  const half = `${folder}.${process.pid}`
  await mkdir(half, { recursive: true })
  try {
    const { rolldown } = await import('rolldown')
    await using bundle = await rolldown({
      input: {
        graphiql: page,
        'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
        'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
        'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
      },
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      platform: 'browser',
      transform: { define: { 'process.env.NODE_ENV': '"production"' } },
      // The styles come as one file of the package, fonts inside.
      moduleTypes: { '.css': 'empty', '.ttf': 'empty' },
      logLevel: 'silent',
    })
    await bundle.write({ dir: half, entryFileNames: '[name].js', minify: true })
    await copyFile(require.resolve('graphiql/style.css'), join(half, 'style.css'))
    await writeFile(join(half, 'index.html'), html)
    await rename(half, folder)
  } catch (error) {
    await rm(half, { recursive: true, force: true })
    throw error
  }
  return folder
}

async function bundleKey(require: NodeJS.Require): Promise<string> {
  const hash = createHash('sha256').update(html)
  hash.update(await readFile(page))
  for (const name of packages) {
    const { version } = require(`${name}/package.json`) as { version: string }
    hash.update(`${name}@${version}\n`)
  }
  return hash.digest('hex').slice(0, 16)
}

const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Headway GraphiQL</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="graphiql/style.css">
<style>
body { margin: 0; font-family: system-ui, sans-serif }
.page { display: flex; flex-direction: column; height: 100dvh }
.token { display: flex; gap: .75rem; align-items: center; padding: .5rem 1rem; font-size: .85rem }
.token input { flex: 0 1 28rem; padding: .3rem .5rem }
.editor { flex: 1; min-height: 0 }
</style>
</head>
<body>
<div id="graphiql"></div>
<script type="module" src="graphiql/graphiql.js"></script>
</body>
</html>
`
