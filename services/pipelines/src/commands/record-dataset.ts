import type { Context } from '../context.ts'
import { type KnownDataset, saveDataset } from '../store/known-datasets.ts'

/** Notes the newest version of a dataset: what `dataset.<name>.…` in a trigger's parameters stands for. */
export async function recordDataset({ db }: Context, dataset: KnownDataset): Promise<void> {
  await db.transaction().execute((tx) => saveDataset(tx, dataset))
}
