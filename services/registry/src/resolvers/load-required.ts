import type { Context } from '../context.ts'
import type { AuditKey } from '../domain/audit.ts'
import type { Model } from '../domain/model.ts'
import type { ModelVersion } from '../domain/model-version.ts'

/** The model that a row refers to: it is there, as foreign keys say. */
export async function loadModel({ loaders }: Context, ref: number): Promise<Model> {
  return (await loaders.models.load(ref)) ?? missing(`model row ${ref}`)
}

export async function loadVersion({ loaders }: Context, ref: number): Promise<ModelVersion> {
  return (await loaders.versions.load(ref)) ?? missing(`model version row ${ref}`)
}

export async function loadAuditKey({ loaders }: Context, id: string): Promise<AuditKey> {
  return (await loaders.auditKeys.load(id)) ?? missing(`audit key ${id}`)
}

function missing(what: string): never {
  throw new Error(`${what} is gone`)
}
