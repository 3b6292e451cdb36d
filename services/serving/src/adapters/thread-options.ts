import { join } from 'node:path'
import type { WorkerOptions } from 'node:worker_threads'

/**
 * How serving's threads are started. Without `execArgv` of its own a thread would load the telemetry hooks of the main thread
 * once more. What Node made of the sources is kept for the next start: without that every thread compiles them again, which
 * takes a second and some 20 MB each.
 */
export function threadOptions(cacheFolder: string): WorkerOptions {
  return { execArgv: [], env: { NODE_COMPILE_CACHE: join(cacheFolder, 'code') } }
}
