import DataLoader from 'dataloader'
import type { Kysely } from 'kysely'
import { loadAliases, loadAliasesOfVersions } from './aliases.ts'
import { loadApprovals } from './approvals.ts'
import { loadAuditKeys } from './audit-entries.ts'
import type { Database } from './database.ts'
import { loadEnvironments } from './environments.ts'
import { loadVersions, loadVersionsById } from './model-versions.ts'
import { loadModels, loadModelsByName } from './models.ts'
import { loadPartitions } from './partition-reads.ts'

export type Loaders = ReturnType<typeof createLoaders>

/** Batch loaders of one request: what a page of entities points to is read in one query each. */
export function createLoaders(db: Kysely<Database>) {
  return {
    models: new DataLoader((refs: readonly number[]) => loadModels(db, refs)),
    modelsByName: new DataLoader((names: readonly string[]) => loadModelsByName(db, names)),
    versions: new DataLoader((refs: readonly number[]) => loadVersions(db, refs)),
    versionsById: new DataLoader((ids: readonly string[]) => loadVersionsById(db, ids)),
    partitions: new DataLoader(
      (wanted: readonly { versionRef: number; key: string }[]) => loadPartitions(db, wanted),
      { cacheKeyFn: ({ versionRef, key }) => `${versionRef}#${key}` },
    ),
    approvals: new DataLoader((refs: readonly number[]) => loadApprovals(db, refs)),
    // Not remembered: an alias may move between two mutations of one request.
    aliases: new DataLoader(
      (wanted: readonly { modelRef: number; name: string }[]) => loadAliases(db, wanted),
      { cache: false },
    ),
    aliasesOfVersions: new DataLoader((refs: readonly number[]) => loadAliasesOfVersions(db, refs)),
    environments: new DataLoader((digests: readonly string[]) => loadEnvironments(db, digests)),
    auditKeys: new DataLoader((ids: readonly string[]) => loadAuditKeys(db, ids)),
  }
}
