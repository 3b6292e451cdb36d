import { defineStep } from '@headway/worker/define-step'
import { z } from 'zod'
import { pooledToJson } from '../training/pooled-file.ts'
import { sampleTables, trainPooledForChoice } from '../training/train-pooled.ts'
import { lastDayOf, validationFrom } from '../training/validation-day.ts'
import type { RowPart } from './row-parts.ts'
import { stepPackage } from './step-package.ts'
import { isPartial } from './wanted-partitions.ts'

/** Most rows a pooled model is trained on. */
export const pooledParameters = z.object({ pooledRows: z.number().int().positive().default(600_000) })

/**
 * Trains the pooled model on the days before the validation days: what each partition's own model has to beat there, and
 * the core it may build on. In a run about some partitions both are made of these. Output `pooled`; value `validFrom`
 * (days since 1970).
 */
export const choosePooled = defineStep({
  name: 'departures/choose-pooled',
  package: stepPackage,
  run: async (task) => {
    const { pooledRows } = pooledParameters.parse(task.parameters)
    const parts = await task.input('parts').json<RowPart[]>()
    const paths = await Promise.all(parts.map(({ training }) => task.artifacts.path(training)))
    const sample = await sampleTables(paths, pooledRows)
    const validFrom = isPartial(task) ? lastDayOf(sample) : validationFrom(sample)
    const pooled = trainPooledForChoice(sample, validFrom)
    await task.output('pooled', { bytes: Buffer.from(pooledToJson(pooled)) })
    task.value('validFrom', validFrom)
    task.metric('rows', sample.rows)
    task.metric('validation_mae', pooled.validationMae)
  },
})
