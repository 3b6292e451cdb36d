import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findNatsServer } from '@headway/embedded/find-nats-server'
import { startPostgres } from '@headway/embedded/postgres'
import type { TestProject } from 'vitest/node'
import { repositoryRoot } from './repository-root.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
    natsServer: string
  }
}

/** Starts one PostgreSQL for the whole run and finds the nats-server that test files start for themselves. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cacheDir = fileURLToPath(new URL('.headway/cache', repositoryRoot))
  const natsServer = await findNatsServer({ cacheDir, log: console.log })
  const dataDir = await mkdtemp(join(tmpdir(), 'headway-test-'))
  const postgres = await startPostgres({ dataDir, durable: false })
  project.provide('postgresUrl', postgres.url)
  project.provide('natsServer', natsServer)
  return async () => {
    await postgres[Symbol.asyncDispose]()
    await rm(dataDir, { recursive: true, force: true })
  }
}
