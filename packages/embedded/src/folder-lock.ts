import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { findStartTime } from './process-identity.ts'

/**
 * Keeps a folder to one process at a time, by a file named `lock` that holds the owner's pid and start time.
 * A lock whose owner is gone is taken over. Throws when the owner still runs, naming its pid.
 */
export async function lockFolder(folder: string): Promise<AsyncDisposable> {
  await mkdir(folder, { recursive: true })
  const file = join(folder, 'lock')
  const mine = `${process.pid} ${await findStartTime(process.pid)}`
  for (let attempt = 0; attempt < 3; attempt++) {
    const handle = await open(file, 'wx').catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
      return undefined
    })
    if (handle) {
      await handle.writeFile(mine)
      await handle.close()
      return { [Symbol.asyncDispose]: () => rm(file, { force: true }) }
    }
    const held = await readFile(file, 'utf8').catch(() => '')
    const [pid = '', started] = split(held)
    if (held !== mine && started !== undefined && (await findStartTime(Number(pid))) === started) {
      throw new Error(`${folder} is in use by process ${pid}: stop it first, or use another folder`)
    }
    await rm(file, { force: true })
  }
  throw new Error(`${file} cannot be taken: somebody else takes it at the same time`)
}

function split(text: string): [string | undefined, string | undefined] {
  const at = text.indexOf(' ')
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)]
}
