import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { column, readRows, writeRows } from './row-file.ts'

const table = {
  columnNames: ['day', 'target_s'],
  rows: 3,
  columns: [Float32Array.of(1, 1, 2), Float32Array.of(60.5, 30, Number.NaN)],
  partitions: [
    { key: ['R1', '0', 'Zażółć'], from: 0, to: 2 },
    { key: ['R1', '1', 'B'], from: 2, to: 3 },
  ],
}

async function file(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rows-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return join(folder, 'table.rows')
}

test('what is written is read back', async () => {
  const path = await file()

  await writeRows(path, table)

  expect(await readRows(path)).toEqual(table)
})

test('a file cut short, or of another kind, is refused', async () => {
  const path = await file()
  await writeRows(path, table)
  const whole = await readFile(path)

  await writeFile(path, whole.subarray(0, whole.length - 4))
  await expect(readRows(path)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT', field: path })
  await writeFile(path, 'PAR1 and so on')
  await expect(readRows(path)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT', expected: 'HWROWS01' })
})

test('a column that is not there is named', () => {
  expect(() => column(table, 'weather')).toThrow('weather')
})
