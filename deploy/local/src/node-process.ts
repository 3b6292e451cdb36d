import { isReady } from './is-ready.ts'
import type { ProcessSpec } from './supervised-process.ts'

/** A Node process of the checkout, ready when its health page says so. */
export function nodeProcess(options: {
  name: string
  repository: string
  main: string
  port: number
  logFile: string
  env: Record<string, string>
  nodeArgs: string[]
}): ProcessSpec {
  return {
    name: options.name,
    port: options.port,
    logFile: options.logFile,
    prepare: async () => ({
      command: process.execPath,
      args: [...options.nodeArgs, '--import', '@headway/kit/telemetry', options.main],
      env: options.env,
      cwd: options.repository,
      stopSignal: 'SIGTERM',
      isReady: () => isReady(options.port),
    }),
  }
}
