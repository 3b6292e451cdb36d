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
  /** What subject ids begin with: predictions asked again for another evaluation are predictions of their own. */
  evaluation: string
  parts: readonly RowPart[]
}

/** Tells monitoring, by one `outcome.observed`, when the vehicles of all held-out rows really left. */
export async function tellOutcomes(job: OutcomeJob): Promise<void> {
  const digest = await writeOutcomes(job)
  await using bus = openBus({ url: job.natsUrl, name: 'evaluate', log: job.log, streams: eventStreams })
  await publishEvent(
    bus,
    outcomeObserved,
    { endpoint: job.endpoint, chunkDigest: digest },
    { source: 'departures', actor: { id: 'evaluate', roles: ['service'] }, id: `outcomes-${digest}` },
  )
}

async function writeOutcomes({ artifacts, tables, folder, parts, evaluation }: OutcomeJob): Promise<string> {
  const files: string[] = []
  for (const [index, part] of parts.entries()) {
    const heldOut = await readRows(await artifacts.path(part.heldOut))
    const day = column(heldOut, 'day')
    const madeAt = column(heldOut, 'made_at_s')
    const lines = Array.from(column(heldOut, 'target_s'), (seconds, row) => {
      const observed = (day[row] as number) * 86_400 + (madeAt[row] as number) + seconds
      return `${subjectId(evaluation, index, row)},${observed},${seconds}`
    })
    files.push(join(folder, `outcomes-${index}.csv`))
    await writeFile(files.at(-1) as string, lines.join('\n'))
  }
  const path = join(folder, 'outcomes.parquet')
  await tables.copyToParquet(
    `select subject_id, make_timestamp(cast(observed * 1e6 as bigint)) as observed_at, value
     from read_csv(${literal(files)}, header = false,
       columns = { subject_id: 'varchar', observed: 'double', value: 'double' })`,
    path,
  )
  return (await artifacts.putFile(path)).digest
}

/** How many predictions of an endpoint monitoring has read, and how many outcomes it has joined to them. */
export type Watched = { predictionCount: number; outcomeCount: number }

export async function watched(operator: GraphqlClient, endpoint: string): Promise<Watched> {
  const { monitor } = await operator.request<{ monitor: Watched | null }>(
    `query ($endpoint: String!) { monitor(endpoint: $endpoint) { predictionCount outcomeCount } }`,
    { endpoint },
  )
  return monitor ?? { predictionCount: 0, outcomeCount: 0 }
}

const patienceMs = 30_000

/** Waits until monitoring has come so far, or has not moved for a while; answers how far it is. */
export async function untilWatched(
  operator: GraphqlClient,
  endpoint: string,
  isEnough: (now: Watched) => boolean,
  signal: AbortSignal,
): Promise<Watched> {
  let last = await watched(operator, endpoint)
  for (let movedAt = Date.now(); !isEnough(last) && Date.now() - movedAt < patienceMs; ) {
    await sleep(500, undefined, { signal })
    const now = await watched(operator, endpoint)
    if (now.predictionCount !== last.predictionCount || now.outcomeCount !== last.outcomeCount)
      movedAt = Date.now()
    last = now
  }
  return last
}
