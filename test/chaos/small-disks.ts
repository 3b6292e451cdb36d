import { execFile } from 'node:child_process'
import { chmod, mkdir, open, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { Store } from './target.ts'

const run = promisify(execFile)
const sizes: Record<Store, string> = { nats: '96m', postgres: '384m' }

export type SmallDisks = {
  /** Leaves no room on the disk of a store; what it answers makes room again. */
  fill: (store: Store) => Promise<() => Promise<void>>
} & AsyncDisposable

/**
 * Puts each store's folder of a state folder on a disk in memory that is soon full, before the first start. Undefined
 * where this user may not mount, which is all but root of Linux.
 */
export async function mountDisks(stateDir: string): Promise<SmallDisks | undefined> {
  await using mounted = new AsyncDisposableStack()
  const folder = (store: Store) => join(stateDir, store)
  // PostgreSQL runs as another user, who has to come by.
  await mkdir(stateDir, { recursive: true })
  await chmod(dirname(stateDir), 0o755)
  for (const store of ['nats', 'postgres'] as const) {
    await mkdir(folder(store))
    const options = `size=${sizes[store]},mode=0700`
    const isMounted = await run('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder(store)]).then(
      () => true,
      () => false,
    )
    if (!isMounted) return undefined
    mounted.defer(async () => void (await run('umount', ['--lazy', folder(store)])))
  }
  const kept = mounted.move()
  return {
    async fill(store) {
      const file = join(folder(store), 'full')
      await fill(file)
      return () => rm(file)
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

async function fill(file: string): Promise<void> {
  const block = Buffer.alloc(64 * 1024)
  await using handle = await open(file, 'w')
  try {
    for (;;) await handle.write(block)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  }
}
