import { dirname, join } from 'node:path'
import { createGraphqlClient, type GraphqlClient } from '@headway/client/graphql-client'
import { silent } from '@headway/local/progress'
import { type RunningHeadway, startHeadway } from '@headway/local/start-headway'
import { track } from '@headway/testkit/left-open'
import { inject } from 'vitest'

type Person = keyof RunningHeadway['tokens']

export type JourneyHeadway = RunningHeadway & { as: Record<Person, GraphqlClient> }

/** A whole Headway as `npm start` makes it, in a folder of the test's own, and a client for each token. */
export async function openHeadway(
  folder: string,
  environment: Record<string, string> = {},
): Promise<JourneyHeadway> {
  // The nats-server that the test run found already; else each state folder would fetch its own.
  process.env.PATH = `${dirname(inject('natsServer'))}:${process.env.PATH}`
  const headway = await startHeadway({
    stateDir: join(folder, 'state'),
    progress: silent,
    environment: { ...process.env, HEADWAY_LOG_LEVEL: 'warn', ...environment },
    anyFreePorts: true,
  })
  const client = (person: Person) =>
    createGraphqlClient({ url: headway.graphqlUrl, token: headway.tokens[person] })
  return {
    ...headway,
    as: {
      operator: client('operator'),
      approver: client('approver'),
      admin: client('admin'),
      service: client('service'),
    },
    ...track('headway', async () => headway[Symbol.asyncDispose]()),
  }
}
