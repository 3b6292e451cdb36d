import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ArtifactStore, openArtifactStore } from '@headway/artifacts/store'
import { createGraphqlClient, type GraphqlClient } from '@headway/client/graphql-client'
import { findNatsServer } from '@headway/embedded/find-nats-server'
import { silent } from '@headway/local/progress'
import { loadSecrets, type Secrets } from '@headway/local/secrets'
import { type RunningHeadway, startHeadway } from '@headway/local/start-headway'
import { openStateFolder } from '@headway/local/state-folder'

/** A Headway of its own, as `npm start` makes it, on free ports and a folder that goes with it. */
export type BenchHeadway = {
  running: RunningHeadway
  secrets: Secrets
  artifacts: ArtifactStore
  operator: GraphqlClient
  approver: GraphqlClient
} & AsyncDisposable

export async function openBenchHeadway(signal: AbortSignal): Promise<BenchHeadway> {
  await using opened = new AsyncDisposableStack()
  const root = await mkdtemp(join(tmpdir(), 'headway-bench-'))
  opened.defer(() => rm(root, { recursive: true, force: true }))
  const cacheDir = fileURLToPath(new URL('../../.headway/cache', import.meta.url))
  const natsServer = await findNatsServer({ cacheDir, log: console.log })
  // A start looks for a nats-server on the PATH first.
  process.env.PATH = [dirname(natsServer), process.env.PATH].join(delimiter)
  const running = opened.use(
    await startHeadway({
      stateDir: join(root, 'state'),
      progress: silent,
      environment: { ...process.env, HEADWAY_LOG_LEVEL: 'warn' },
      anyFreePorts: true,
      signal,
    }),
  )
  const folder = await openStateFolder(running.stateDir)
  const client = (token: string) =>
    createGraphqlClient({ url: running.graphqlUrl, token, timeoutMs: 300_000 })
  const artifacts = opened.use(await openArtifactStore(folder.artifacts))
  const kept = opened.move()
  return {
    running,
    secrets: await loadSecrets(folder),
    artifacts,
    operator: client(running.tokens.operator),
    approver: client(running.tokens.approver),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}
