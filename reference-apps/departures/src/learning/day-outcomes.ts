import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ArtifactStore } from '@headway/artifacts/store'
import { outcomeObserved } from '@headway/events/outcome'
import type { Bus } from '@headway/kit/bus'
import { publishEvent } from '@headway/kit/publish-event'
import { literal } from '@headway/tables/quote'
import type { Tables } from '@headway/tables/tables'

export type DayOutcome = { subject: string; observedS: number; receivedS: number; value: number }

/** Writes what came true of a day's predictions as one chunk; its digest. */
export async function writeOutcomes(
  outcomes: readonly DayOutcome[],
  { tables, artifacts, folder }: { tables: Tables; artifacts: ArtifactStore; folder: string },
): Promise<string> {
  const csv = join(folder, 'outcomes.csv')
  const parquet = join(folder, 'outcomes.parquet')
  const lines = outcomes.map(
    ({ subject, observedS, receivedS, value }) =>
      `"${subject.replaceAll('"', '""')}",${observedS},${Number.isNaN(receivedS) ? '' : receivedS},${value}`,
  )
  await writeFile(csv, `${lines.join('\n')}\n`)
  await tables.copyToParquet(
    `SELECT subject_id, make_timestamp(CAST(observed * 1e6 AS BIGINT)) AS observed_at, value,
      make_timestamp(CAST(received * 1e6 AS BIGINT)) AS received_at
     FROM read_csv(${literal(csv)}, header = false, auto_detect = false, delim = ',', quote = '"', escape = '"',
       columns = { subject_id: 'VARCHAR', observed: 'DOUBLE', received: 'DOUBLE', value: 'DOUBLE' })`,
    parquet,
  )
  return (await artifacts.putFile(parquet)).digest
}

/** Tells monitoring of a chunk of outcomes; told again it is the same event. */
export async function tellOutcomes(bus: Bus, endpoint: string, chunkDigest: string): Promise<void> {
  await publishEvent(
    bus,
    outcomeObserved,
    { endpoint, chunkDigest },
    {
      source: 'departures',
      actor: { id: 'departures', roles: ['service'] },
      id: `outcomes-${endpoint}-${chunkDigest}`,
    },
  )
}
