import { metrics } from '@opentelemetry/api'
import pg from 'pg'
import { backoffMs, pause } from './backoff.ts'
import type { Bus } from './bus.ts'
import { connectionOptions } from './database.ts'
import type { Logger } from './log.ts'

export type RelayOptions = { service: string; databaseUrl: string; schema: string; bus: Bus; log: Logger }

/** Disposing publishes what is left, while the bus answers, and stops. */
export type Relay = AsyncDisposable

type Row = {
  id: number
  message_id: string
  subject: string
  headers: Record<string, string>
  payload: string
}

const batchSize = 200
const pollMs = 1000
const inboxKeptDays = 45
const published = metrics.getMeter('headway.kit').createCounter('headway.outbox.published')

/**
 * Publishes the outbox, one message after the other. Of several replicas one does it at a time; it reads, deletes
 * and holds the lock on one connection, so that losing the lock means losing the right to go on. Rows are taken
 * by id and removed after the ack: a transaction that commits late is found late, never lost, and a message
 * published twice around a crash has the same id twice.
 */
export function startRelay(options: RelayOptions): Relay {
  const stopping = new AbortController()
  const running = relayForEver(options, stopping.signal)
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort()
      await running
    },
  }
}

async function relayForEver(options: RelayOptions, signal: AbortSignal): Promise<void> {
  for (let attempt = 0; !signal.aborted; attempt++) {
    const client = new pg.Client(connectionOptions(options.databaseUrl, options.schema))
    const broken = new AbortController()
    client.on('error', () => broken.abort())
    client.on('end', () => broken.abort())
    try {
      await client.connect()
      attempt = 0
      await relayWith(client, options, signal, broken.signal)
    } catch (error) {
      if (!signal.aborted) options.log.warn({ err: error }, 'the outbox relay is interrupted, going on')
    } finally {
      await client.end().catch(() => undefined)
    }
    await pause(backoffMs(attempt, 200, 5000), signal)
  }
}

async function relayWith(
  client: pg.Client,
  options: RelayOptions,
  signal: AbortSignal,
  broken: AbortSignal,
): Promise<void> {
  const { schema, log } = options
  const stop = AbortSignal.any([signal, broken])
  while (!(await tryLock(client, schema))) {
    await pause(pollMs, stop)
    if (stop.aborted) return
  }
  const wakeUp = listenForWakeUps(client)
  await client.query(`listen ${client.escapeIdentifier(`headway_outbox_${schema}`)}`)
  let nextPruning = 0
  let failures = 0
  while (!stop.aborted) {
    const batch = await publishBatch(client, options)
    if (batch.failure !== undefined) {
      if (failures === 0) log.warn({ err: batch.failure }, 'the outbox cannot be published yet')
      await pause(backoffMs(failures++, 100, 2000), stop)
      continue
    }
    failures = 0
    if (batch.published === batchSize) continue
    if (Date.now() >= nextPruning) {
      await pruneInbox(client)
      nextPruning = Date.now() + 3_600_000
    }
    await wakeUp(pollMs, stop)
  }
  if (broken.aborted) throw new Error('the connection to the database broke')
  while (
    options.bus.state() === 'connected' &&
    (await publishBatch(client, options)).published === batchSize
  );
}

async function tryLock(client: pg.Client, schema: string): Promise<boolean> {
  const result = await client.query<{ locked: boolean }>(
    `select pg_try_advisory_lock(hashtext('headway outbox'), hashtext($1)) as locked`,
    [schema],
  )
  return result.rows[0]?.locked === true
}

/** Publishes up to a batch in order, stopping at the first failure. Throws only what the database throws. */
async function publishBatch(
  client: pg.Client,
  { bus, service }: RelayOptions,
): Promise<{ published: number; failure?: unknown }> {
  const { rows } = await client.query<Row>(
    'select id, message_id, subject, headers, payload from outbox order by id limit $1',
    [batchSize],
  )
  const done: number[] = []
  let failure: unknown
  try {
    for (const row of rows) {
      const isEvent = row.headers['ce-type'] !== undefined
      await bus.publish(row.subject, Buffer.from(row.payload), {
        id: row.message_id,
        headers: isEvent ? { ...row.headers, 'ce-source': `/headway/${service}` } : row.headers,
      })
      done.push(row.id)
    }
  } catch (error) {
    failure = error
  }
  if (done.length > 0) {
    published.add(done.length, { service })
    await client.query('delete from outbox where id = any($1)', [done])
  }
  return { published: done.length, failure }
}

/** Events older than the streams keep them cannot come again. */
async function pruneInbox(client: pg.Client): Promise<void> {
  await client.query(`delete from inbox where handled_at < now() - $1 * interval '1 day'`, [inboxKeptDays])
}

/** Resolves at the next notification, including one that came since the last wait, or after a while. */
function listenForWakeUps(client: pg.Client): (milliseconds: number, signal: AbortSignal) => Promise<void> {
  let notified = false
  let wake: (() => void) | undefined
  client.on('notification', () => {
    notified = true
    wake?.()
  })
  return async (milliseconds, signal) => {
    if (!notified && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const finish = () => {
          clearTimeout(timer)
          signal.removeEventListener('abort', finish)
          resolve()
        }
        const timer = setTimeout(finish, milliseconds)
        signal.addEventListener('abort', finish, { once: true })
        wake = finish
      })
    }
    notified = false
  }
}
