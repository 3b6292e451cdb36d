import type { ProcessSpec } from './supervised-process.ts'

/** A Node process of the checkout, ready when its health page says so. */
export function nodeProcess(options: {
  name: string
  repository: string
  main: string
  port: number
  logFile: string
  env: Record<string, string>
}): ProcessSpec {
  return {
    name: options.name,
    port: options.port,
    logFile: options.logFile,
    prepare: async () => ({
      command: process.execPath,
      args: ['--import', '@headway/kit/telemetry', options.main],
      env: options.env,
      cwd: options.repository,
      stopSignal: 'SIGTERM',
      isReady: () => answersReady(options.port),
    }),
  }
}

async function answersReady(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2000) })
    await response.body?.cancel()
    return response.ok
  } catch {
    return false
  }
}
