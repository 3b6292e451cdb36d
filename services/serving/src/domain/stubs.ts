/** A model of the registry, by its key. */
export type ModelStub = { name: string }

/** A model version of the registry, by its key. */
export type ModelVersionStub = { id: string }

export function versionStub(version: { versionId: string } | null): ModelVersionStub | null {
  return version && { id: version.versionId }
}
