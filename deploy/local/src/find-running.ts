import { findStartTime } from '@headway/embedded/process-identity'
import { z } from 'zod'
import { type AccessTokens, loadAccessTokens } from './access-tokens.ts'
import { readStateFile } from './state-file.ts'
import { openStateFolder } from './state-folder.ts'

export const supervisorShape = z.object({
  pid: z.number().int(),
  startTime: z.string(),
  startedAt: z.string(),
  /** Null until every process has answered. */
  addresses: z
    .object({
      graphqlUrl: z.string(),
      graphiqlUrl: z.string(),
      oipUrl: z.string(),
      grpcAddress: z.string().describe('host and port of the Open Inference Protocol over gRPC'),
      registryUrl: z.string(),
      natsUrl: z.string().describe('with the token: nats://<token>@127.0.0.1:<port>'),
    })
    .nullable(),
})

export type Addresses = NonNullable<z.infer<typeof supervisorShape>['addresses']>

export type FoundHeadway = {
  pid: number
  startedAt: Date
  addresses: Addresses | undefined
  tokens: AccessTokens
}

/** The Headway that runs on a state folder now; undefined when there is none. `addresses` is absent while it starts. */
export async function findRunning(stateDir: string): Promise<FoundHeadway | undefined> {
  const folder = await openStateFolder(stateDir)
  const found = await readStateFile(folder.supervisor, supervisorShape).catch(() => undefined)
  if (!found || (await findStartTime(found.pid)) !== found.startTime) return undefined
  const { tokens } = await loadAccessTokens(folder)
  return {
    pid: found.pid,
    startedAt: new Date(found.startedAt),
    addresses: found.addresses ?? undefined,
    tokens,
  }
}
