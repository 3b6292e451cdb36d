import DataLoader from 'dataloader'
import type { Kysely } from 'kysely'
import type { Endpoint, Variant } from '../domain/endpoint.ts'
import type { Rollout, RolloutReplica } from '../domain/rollout.ts'
import type { Database } from './database.ts'
import { listEndpointsNamed } from './endpoints.ts'
import { listRolloutReplicas } from './replicas.ts'
import { listRolloutsById } from './rollouts.ts'
import { listVariantsServing } from './variants.ts'

export type Loaders = {
  endpoint: DataLoader<string, Endpoint | undefined>
  rollout: DataLoader<string, Rollout | undefined>
  rolloutReplicas: DataLoader<string, RolloutReplica[]>
  variantsServing: DataLoader<string, Variant[]>
}

/** Batches the reads of one request. */
export function createLoaders(db: Kysely<Database>): Loaders {
  return {
    endpoint: new DataLoader(async (names) => {
      const found = new Map((await listEndpointsNamed(db, names)).map((item) => [item.name, item]))
      return names.map((name) => found.get(name))
    }),
    rollout: new DataLoader(async (ids) => {
      const found = new Map((await listRolloutsById(db, ids)).map((item) => [item.id, item]))
      return ids.map((id) => found.get(id))
    }),
    rolloutReplicas: new DataLoader(async (ids) => {
      const found = Map.groupBy(await listRolloutReplicas(db, ids), ({ rolloutId }) => rolloutId)
      return ids.map((id) => found.get(id) ?? [])
    }),
    variantsServing: new DataLoader(async (versionIds) => {
      const found = Map.groupBy(await listVariantsServing(db, versionIds), ({ live }) => live?.versionId)
      return versionIds.map((id) => found.get(id) ?? [])
    }),
  }
}
