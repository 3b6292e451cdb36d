import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ArtifactStore } from '@headway/artifacts/store'
import type { GraphqlClient } from '@headway/client/graphql-client'
import { outcomeObserved } from '@headway/events/outcome'
import { openBus } from '@headway/kit/bus'
import { eventStreams } from '@headway/kit/bus-streams'
import type { Logger } from '@headway/kit/log'
import { publishEvent } from '@headway/kit/publish-event'
import { literal } from '@headway/tables/quote'
import type { Tables } from '@headway/tables/tables'
import { column, readRows } from '../features/row-file.ts'
import type { RowPart } from '../steps/row-parts.ts'
import { subjectId } from './score-deployed.ts'

export type OutcomeJob = {
  natsUrl: string
  artifacts: ArtifactStore
  tables: Tables
  log: Logger
  folder: string
  endpoint: string
  run: string
  parts: readonly RowPart[]
}

/** Tells monitoring, by `outcome.observed`, when the vehicles of all held-out rows really left. Returns how many. */
export async function tellOutcomes(job: OutcomeJob): Promise<number> {
  await using bus = openBus({ url: job.natsUrl, name: 'evaluate', log: job.log, streams: eventStreams })
  let count = 0
  for (const [index, part] of job.parts.entries()) {
    const heldOut = await readRows(await job.artifacts.path(part.heldOut))
    const day = column(heldOut, 'day')
    const madeAt = column(heldOut, 'made_at_s')
    const target = column(heldOut, 'target_s')
    const lines = Array.from(target, (seconds, row) => {
      const observed = (day[row] as number) * 86_400 + (madeAt[row] as number) + seconds
      return `${subjectId(job.run, index, row)},${observed},${seconds}`
    })
    const csv = join(job.folder, 'outcomes.csv')
    const parquet = join(job.folder, 'outcomes.parquet')
    await writeFile(csv, lines.join('\n'))
    await job.tables.copyToParquet(
      `select subject_id, make_timestamp(cast(observed * 1e6 as bigint)) as observed_at, value
       from read_csv(${literal(csv)}, header = false,
         columns = { subject_id: 'varchar', observed: 'double', value: 'double' })`,
      parquet,
    )
    const { digest } = await job.artifacts.putFile(parquet)
    await publishEvent(
      bus,
      outcomeObserved,
      { endpoint: job.endpoint, chunkDigest: digest },
      { source: 'departures', actor: { id: 'evaluate', roles: ['service'] }, id: `outcomes-${digest}` },
    )
    count += target.length
  }
  return count
}

export type Watched = { outcomeCount: number; waitingOutcomeCount: number }

/** Waits until monitoring has joined so many more outcomes than before, or some minutes; answers what it has. */
export async function untilJoined(
  operator: GraphqlClient,
  endpoint: string,
  expected: number,
  signal: AbortSignal,
): Promise<Watched> {
  const until = Date.now() + 3 * 60_000
  for (;;) {
    const { monitor } = await operator.request<{ monitor: Watched | null }>(
      `query ($endpoint: String!) { monitor(endpoint: $endpoint) { outcomeCount waitingOutcomeCount } }`,
      { endpoint },
    )
    const found = monitor ?? { outcomeCount: 0, waitingOutcomeCount: 0 }
    if (found.outcomeCount >= expected || Date.now() > until) return found
    await sleep(1000, undefined, { signal })
  }
}
