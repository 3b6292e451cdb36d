import type { DeparturesRun } from '../departures-pipeline.ts'

/** Days that an archive has before a first fleet is trained on them. */
export const fewestDays = 8

/** The first run: the last quarter of the days proves the models, up to a week of them. */
export function firstTraining(days: number, rowsPerPartition: number): Partial<DeparturesRun> {
  return {
    holdOutDays: Math.max(2, Math.min(7, Math.floor(days / 4))),
    rowsPerPartition,
    heldOutRowsPerPartition: 250,
    pooledRows: 150_000,
  }
}

/** Runs for what monitoring finds: recent days count for more, and the last ones prove the models. */
export const retraining: {
  run: Partial<DeparturesRun>
  coolDownHours: number
  dailyPartitionBudget: number
} = {
  run: {
    holdOutDays: 1,
    rowsPerPartition: 1200,
    heldOutRowsPerPartition: 300,
    recentShare: 0.5,
    pooledRows: 150_000,
  },
  // A partition that was retrained is watched for two days before it may be again.
  coolDownHours: 48,
  dailyPartitionBudget: 400,
}
