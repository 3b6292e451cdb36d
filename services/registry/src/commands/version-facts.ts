import type { ModelVersion } from '../domain/model-version.ts'

/** What every event about a version says of it. */
export function versionFacts(version: ModelVersion, parent: string | null) {
  return {
    versionId: version.id,
    model: version.model,
    number: version.number,
    parent,
    run: version.run,
    manifestDigest: version.manifestDigest,
    partitionCount: version.summary.partitionCount,
    changedCount: version.summary.changedCount,
    requestedBy: version.requestedBy,
  }
}
