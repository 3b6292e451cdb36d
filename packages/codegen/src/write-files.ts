import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, relative } from 'node:path'
import type { GeneratedFile } from './graphql-types.ts'

/** Writes what differs from the disk and gives the paths written, relative to `root`; with `check` writes nothing. */
export async function writeFiles(
  files: GeneratedFile[],
  { root, check }: { root: string; check: boolean },
): Promise<string[]> {
  const changed: string[] = []
  for (const { path, content } of files) {
    const present = await readFile(path, 'utf8').catch(() => undefined)
    if (present === content) continue
    changed.push(relative(root, path))
    if (check) continue
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, content)
  }
  return changed
}
