import { chmod, readFile, rename, writeFile } from 'node:fs/promises'
import type { z } from 'zod'

/** What a JSON file of the state folder holds; undefined when it is absent. Throws when it has another shape. */
export async function readStateFile<Shape extends z.ZodType>(
  file: string,
  shape: Shape,
): Promise<z.infer<Shape> | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  const content = shape.safeParse(JSON.parse(text))
  if (!content.success) throw new Error(`${file} cannot be used: ${content.error.message}`)
  return content.data
}

/** Replaces a file of the state folder in one step, readable by its owner only. */
export async function writeStateFile(file: string, content: unknown): Promise<void> {
  const half = `${file}.${process.pid}`
  await writeFile(half, `${JSON.stringify(content, undefined, 2)}\n`, { mode: 0o600 })
  await chmod(half, 0o600)
  await rename(half, file)
}
