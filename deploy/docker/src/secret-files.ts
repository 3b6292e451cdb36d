import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Writes a file that its owner alone may read, at once or not at all; a file with that text is left alone. */
export async function writeSecretFile(file: string, text: string, mode = 0o400): Promise<void> {
  const kept = await readFile(file, 'utf8').catch(() => undefined)
  if (kept === text) return
  await mkdir(dirname(file), { recursive: true })
  const half = `${file}.half`
  await rm(half, { force: true })
  await writeFile(half, text, { mode: 0o600, flush: true })
  await chmod(half, mode)
  await rename(half, file)
}
