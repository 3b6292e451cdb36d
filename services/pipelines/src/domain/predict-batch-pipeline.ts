/** The pipeline that bulk predictions run through, as it is registered. */
export const predictBatchPipeline = {
  name: 'predict-batch',
  definition: {
    steps: [
      {
        name: 'plan',
        uses: 'headway/predict-batch-plan',
        inputs: { manifest: 'parameters.manifest', rows: 'parameters.rows' },
        parameters: { rowsPerTask: { $ref: 'parameters.rowsPerTask' } },
      },
      {
        name: 'predict',
        uses: 'headway/predict-batch',
        inputs: { manifest: 'parameters.manifest', rows: 'parameters.rows' },
        forEach: { items: 'plan.parts', chunkSize: 1 },
        timeoutSeconds: 3600,
      },
      {
        name: 'index',
        uses: 'headway/predict-batch-index',
        inputs: {
          manifest: 'parameters.manifest',
          rows: 'parameters.rows',
          predictions: 'predict.predictions',
        },
        parameters: {
          version: { $ref: 'parameters.version' },
          dataset: { $ref: 'parameters.datasetVersion' },
          rowCount: { $ref: 'plan.rowCount' },
          partitionCount: { $ref: 'plan.partitionCount' },
        },
      },
    ],
  },
}
