import { join } from 'node:path'
import { openTables } from '@headway/tables/tables'
import { testFolder } from '@headway/testkit/test-folder'
import { expect, test } from 'vitest'
import { binCount, edgeCount } from '../domain/histogram.ts'
import { readProfiles } from './training-profile.ts'

test('a partition that was trained again has the profile of its last training', async () => {
  await using folder = await testFolder()
  await using tables = await openTables({ memoryLimit: '256MB', threads: 1 })
  const edges = Array.from({ length: edgeCount }, (_, i) => `${i}::double as e${i + 1}`)
  const counts = Array.from({ length: binCount }, (_, i) => `1::bigint as c${i}`)
  const write = async (name: string, keys: string[], n: number) => {
    const path = join(folder.path, name)
    const rows = keys.flatMap((key) => ['delay', 'gap'].map((feature) => `('${key}', '${feature}')`))
    await tables.copyToParquet(
      `select key, feature, ${n}::bigint as n, 0::double as mean, 1::double as sd, ${edges.join(', ')},
       ${counts.join(', ')} from (values ${rows.join(', ')}) as profile (key, feature)`,
      path,
    )
    return path
  }

  // Named so that their order is not that of their names.
  const first = await write('second.parquet', ['R1/S1', 'R1/S2'], 100)
  const last = await write('first.parquet', ['R1/S2'], 200)
  const profiles = await readProfiles(tables, [first, last])

  expect(profiles).toMatchObject([
    { partition: 'R1/S1', count: 100, features: ['delay', 'gap'] },
    { partition: 'R1/S2', count: 200, features: ['delay', 'gap'] },
  ])
})
