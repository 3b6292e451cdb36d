import { join } from 'node:path'
import { identifier } from '@headway/tables/quote'
import { defineStep } from '../define-step.ts'
import { answerRows } from './answer-rows.ts'
import { readBatchModel } from './batch-model.ts'
import { type BatchPart, describeRows, openBatchTables, partitionColumn, rowsOf } from './batch-rows.ts'

/**
 * Predicts the rows of one part by the version that the input `manifest` names: by each partition's own model, a pooled
 * one or the baseline. Output `predictions` is a Parquet table by partition: the rows' columns that are no features, a
 * column for each output (NULL where nothing answered), and `source`.
 */
export const predictBatchStep = defineStep({
  name: 'headway/predict-batch',
  package: new URL('../..', import.meta.url),
  run: async (task) => {
    const model = readBatchModel(await task.input('manifest').bytes())
    const { features, outputs } = model.definition.signature
    const { signal } = task
    await using tables = await openBatchTables(task)
    const rows = await describeRows(tables, await task.input('rows').paths(), model.definition)
    const part = task.items[0] as BatchPart
    await tables.run(`CREATE TEMP TABLE input AS ${rowsOf(rows, part)}`, [], { signal })
    const numbers = features.map((name) => `${identifier(name)}::FLOAT AS ${identifier(name)}`).join(', ')
    const given = await tables.columns(`SELECT ${partitionColumn}, ${numbers} FROM input`, [], { signal })
    const answers = await answerRows(task, model, {
      partitions: given[partitionColumn] as string[],
      columns: features.map((name) => given[name] as Float32Array),
    })
    const columns = [...outputs.map(({ name }) => `${identifier(name)} FLOAT`), 'source VARCHAR']
    await tables.run(`CREATE TEMP TABLE answer (${columns.join(', ')})`)
    await tables.append('answer', [...answers.outputs, answers.sources], { signal })
    const path = join(task.folder, 'predictions.parquet')
    const kept = [partitionColumn, ...rows.kept].map((name) => `input.${identifier(name)}`).join(', ')
    await tables.copyToParquet(`SELECT ${kept}, answer.* FROM input POSITIONAL JOIN answer`, path, { signal })
    await task.output('predictions', { path })
    task.value('rowCount', answers.sources.length)
    task.value('answeredBy', answers.counts)
    for (const [source, count] of Object.entries(answers.counts)) task.metric(source, count)
  },
})
