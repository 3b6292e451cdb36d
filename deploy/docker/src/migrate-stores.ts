import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openBus } from '@headway/kit/bus'
import { eventStreams } from '@headway/kit/bus-streams'
import { processEnvironment } from '@headway/kit/config'
import { createLog } from '@headway/kit/log'
import { migrate } from '@headway/kit/migrate'
import { prepareDatabases } from '@headway/local/databases'
import { serviceNames } from '@headway/local/service-names'
import { workStreams } from '@headway/worker/task-protocol'
import { z } from 'zod'
import { makeObserverConsumers } from './observer-consumers.ts'
import { observerNames } from './observer-names.ts'

// Brings PostgreSQL and NATS to what this release needs, with the rights that no process has: roles, schemas,
// tables, streams. Safe to repeat; ends with 1 when a store does not answer, and is started again.

const settings = z
  .object({ HEADWAY_SECRETS_FOLDER: z.string().min(1), HEADWAY_OBSERVERS: observerNames })
  .parse(processEnvironment())
const log = createLog('migrate', 'info')
const secret = (name: string) => readFile(join(settings.HEADWAY_SECRETS_FOLDER, name), 'utf8')

const passwords = z.record(z.string(), z.string()).parse(JSON.parse(await secret('database-passwords')))
const urls = await prepareDatabases(await secret('database-url'), passwords)
for (const service of serviceNames) {
  await migrate({
    databaseUrl: urls[service],
    schema: service,
    folder: new URL(`../../../services/${service}/src/store/migrations/`, import.meta.url),
    onMigrated: (migration) => log.info({ service, migration }, 'migrated'),
  })
}
log.info('the databases are ready')

const streams = [...eventStreams, ...workStreams]
await using bus = openBus({ url: await secret('nats-url'), name: 'migrate', log, streams })
const nats = await bus.connection(AbortSignal.timeout(60_000))
await makeObserverConsumers(nats, settings.HEADWAY_OBSERVERS)
log.info({ streams: streams.map(({ name }) => name) }, 'the streams are ready')
