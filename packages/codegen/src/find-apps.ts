import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The reference apps whose resolvers have types to be generated: those that name the resolvers' context. */
export async function findApps(root: string): Promise<string[]> {
  const found: string[] = []
  for (const name of (await readdir(join(root, 'reference-apps'))).toSorted()) {
    const path = join(root, 'reference-apps', name, 'package.json')
    const text = await readFile(path, 'utf8').catch(() => '{}')
    const manifest = JSON.parse(text) as { headway?: { context?: string } }
    if (manifest.headway?.context !== undefined) found.push(name)
  }
  return found
}
