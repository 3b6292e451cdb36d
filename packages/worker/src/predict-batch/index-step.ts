import { z } from 'zod'
import { defineStep } from '../define-step.ts'

const parametersShape = z.object({
  version: z.string(),
  dataset: z.string().nullable(),
  rowCount: z.number(),
  partitionCount: z.number(),
})

/**
 * Writes what a bulk prediction came from and where its parts lie: output `index` (headway.predictions/1), with the
 * version and its manifest, the rows' artifacts and their dataset version, and the Parquet files in order.
 */
export const indexBatchStep = defineStep({
  name: 'headway/predict-batch-index',
  package: new URL('../..', import.meta.url),
  run: async (task) => {
    const { version, dataset, rowCount, partitionCount } = parametersShape.parse(task.parameters)
    const files: { digest: string; size: number }[] = []
    const predictions = task.hasInput('predictions') ? task.input('predictions').digests : []
    for (const digest of predictions) files.push(await task.artifacts.stat(digest))
    await task.output('index', {
      json: {
        format: 'headway.predictions/1',
        version,
        manifest: task.input('manifest').digest,
        rows: task.input('rows').digests,
        datasetVersion: dataset,
        rowCount,
        partitionCount,
        files: files.map(({ digest, size }) => ({ digest, size })),
      },
    })
    task.log(`${rowCount} rows predicted by ${version}`)
  },
})
