import { datasetVersionCreated } from '@headway/events/datasets'
import { recordDataset } from '../commands/record-dataset.ts'
import { onEvent } from './on-event.ts'

export const onDatasetVersionCreated = onEvent(datasetVersionCreated, async (context, { data }) => {
  const { dataset, number, datasetVersionId, files, filesDigest } = data
  await recordDataset(context, {
    name: dataset,
    number,
    versionId: datasetVersionId,
    files: files ?? null,
    filesDigest: filesDigest ?? null,
  })
})
