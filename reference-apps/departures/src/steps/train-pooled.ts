import { writePack } from '@headway/artifacts/pack'
import { defineStep } from '@headway/worker/define-step'
import { featureRows } from '../scoring/score-part.ts'
import { pooledFromJson } from '../training/pooled-file.ts'
import { trainPooled as fitPooled, sampleTables } from '../training/train-pooled.ts'
import { pooledParameters } from './choose-pooled.ts'
import { provenModel } from './proven-model.ts'
import type { RowPart } from './row-parts.ts'
import { stepPackage } from './step-package.ts'
import { isPartial } from './wanted-partitions.ts'

/** The key of the pooled model that answers for every partition without one of its own. */
export const pooledKey = ['*', '*', '*']

/**
 * Trains the pooled model on all training days. Output `models` (headway.models/1); no model in a run about some
 * partitions, which leaves that of the fleet alone.
 */
export const trainPooled = defineStep({
  name: 'departures/train-pooled',
  package: stepPackage,
  run: async (task) => {
    if (isPartial(task)) {
      await task.output('models', {
        json: { format: 'headway.models/1', pack: null, partitions: [], pooled: [] },
      })
      return
    }
    const { pooledRows } = pooledParameters.parse(task.parameters)
    const parts = await task.input('parts').json<RowPart[]>()
    const chosen = pooledFromJson((await task.input('pooled').bytes()).toString('utf8'))
    const paths = await Promise.all(parts.map(({ training }) => task.artifacts.path(training)))
    const sample = await sampleTables(paths, pooledRows)
    const spec = fitPooled(sample, chosen.offsets)
    const bytes = await provenModel(spec, featureRows(sample, 0, Math.min(sample.rows, 256)))
    const pack = await writePack(task.artifacts, [{ name: pooledKey.join('/'), bytes }])
    const member = pack.members[0]
    if (!member) throw new Error('a pack of one model has one member')
    await task.output('models', {
      json: {
        format: 'headway.models/1',
        pack: pack.digest,
        partitions: [
          {
            key: pooledKey,
            offset: member.offset,
            length: member.length,
            sha256: member.sha256,
            metrics: { validation_mae: chosen.validationMae },
            trainedRows: sample.rows,
            family: 'pooled',
            reason: null,
          },
        ],
        pooled: [],
      },
    })
    await task.output('pack', { digest: pack.digest })
  },
})
