import { readFile } from 'node:fs/promises'

/**
 * Which allocator this process runs on. Sessions that are let go give their memory back to the system under jemalloc;
 * under glibc's it stays with the process, to be used again by the next ones.
 */
export async function findAllocator(): Promise<string> {
  const maps = await readFile('/proc/self/maps', 'utf8').catch(() => '')
  return (
    ['jemalloc', 'mimalloc', 'tcmalloc'].find((name) => maps.includes(`/lib${name}`)) ??
    'the system allocator'
  )
}
