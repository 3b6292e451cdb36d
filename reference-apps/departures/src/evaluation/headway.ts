import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createGraphqlClient, type GraphqlClient } from '@headway/client/graphql-client'
import { createOipClient, type OipClient } from '@headway/client/oip-client'
import { findRunning } from '@headway/local/find-running'
import { progressLines } from '@headway/local/progress'
import { startHeadway } from '@headway/local/start-headway'

/** The Headway that an evaluation goes through: one that runs on the state folder, else one started for it. */
export type Headway = AsyncDisposable & {
  operator: GraphqlClient
  approver: GraphqlClient
  inference: OipClient
  natsUrl: string
  /** Where the artifacts are. */
  artifacts: string
  /** The process above all others, for measuring memory. */
  supervisorPid: number
}

export async function openHeadway(
  stateDir: string,
  environment: Record<string, string | undefined>,
  print: (line: string) => void,
  signal: AbortSignal,
): Promise<Headway> {
  const found = await runningOn(stateDir, signal)
  if (found) {
    print(`Using the Headway that runs on ${stateDir}`)
    return { ...connect(found, stateDir), supervisorPid: found.pid, [Symbol.asyncDispose]: async () => {} }
  }
  print(`Starting Headway on ${stateDir}`)
  const started = await startHeadway({ stateDir, environment, progress: progressLines(print), signal })
  return {
    ...connect({ addresses: started, tokens: started.tokens }, stateDir),
    supervisorPid: process.pid,
    [Symbol.asyncDispose]: () => started[Symbol.asyncDispose](),
  }
}

/** A Headway on the folder once it answers; undefined where none runs. */
async function runningOn(stateDir: string, signal: AbortSignal) {
  for (;;) {
    const found = await findRunning(stateDir)
    if (!found) return undefined
    if (found.addresses) return { ...found, addresses: found.addresses }
    await sleep(500, undefined, { signal })
  }
}

type Reachable = {
  addresses: { graphqlUrl: string; oipUrl: string; natsUrl: string }
  tokens: { operator: string; approver: string }
}

function connect({ addresses, tokens }: Reachable, stateDir: string) {
  const client = (token: string) =>
    createGraphqlClient({ url: addresses.graphqlUrl, token, timeoutMs: 120_000 })
  return {
    operator: client(tokens.operator),
    approver: client(tokens.approver),
    inference: createOipClient({ url: addresses.oipUrl, token: tokens.operator, timeoutMs: 120_000 }),
    natsUrl: addresses.natsUrl,
    artifacts: join(stateDir, 'artifacts'),
  }
}
