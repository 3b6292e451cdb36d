import { globSync } from 'node:fs'

const places = [
  '/usr/lib/*/libjemalloc.so.2',
  '/usr/lib64/libjemalloc.so.2',
  '/usr/local/lib/libjemalloc.so.2',
]

/**
 * The settings with which a process of many models gives the memory of unloaded ones back to the system: jemalloc, where it
 * is installed and the caller preloads nothing else. Without it that memory stays with the process, for the next models.
 */
export function allocatorSettings(environment: NodeJS.ProcessEnv): Record<string, string> {
  if (environment.LD_PRELOAD !== undefined || process.platform !== 'linux') return {}
  const library = globSync(places)[0]
  if (library === undefined) return {}
  return { LD_PRELOAD: library, MALLOC_CONF: 'dirty_decay_ms:0,muzzy_decay_ms:0,narenas:1' }
}
