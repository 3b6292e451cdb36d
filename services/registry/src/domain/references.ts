/** An artifact by its digest; whether the store has it is asked when it is needed. */
export type ArtifactReference = { digest: string }

/** A run of the pipelines service, by id. */
export type RunReference = { id: string }

/** A dataset version of the datasets service, by id. */
export type DatasetVersionReference = { id: string }
