import { join } from 'node:path'
import { processEnvironment } from '@headway/kit/config'
import { createLog } from '@headway/kit/log'
import { z } from 'zod'
import { observerNames } from './observer-names.ts'
import { loadSecrets } from './secrets.ts'
import { shareSecrets } from './share-secrets.ts'

// Makes the secrets of an installation at its first start, and hands every container its own at each start.

const settings = z
  .object({
    HEADWAY_SECRETS_FOLDER: z.string().min(1).default('/run/headway'),
    HEADWAY_OBSERVERS: observerNames,
    /** What the streams may take on disk, in GiB; the limits of all streams add up to a little under 6. */
    HEADWAY_NATS_DISK_GB: z.coerce.number().min(7).default(10),
    HEADWAY_PUBLISHED_NATS: z.string().min(1).default('127.0.0.1:4222'),
  })
  .parse(processEnvironment())

const root = settings.HEADWAY_SECRETS_FOLDER
const secrets = await loadSecrets(join(root, 'made/secrets.json'), settings.HEADWAY_OBSERVERS)
const addresses = {
  database: 'postgres:5432',
  bus: 'nats:4222',
  publishedBus: settings.HEADWAY_PUBLISHED_NATS,
}
await shareSecrets(root, secrets, addresses, {
  storeDir: '/var/lib/headway/nats',
  maxBytes: settings.HEADWAY_NATS_DISK_GB * 1024 ** 3,
})
createLog('secrets', 'info').info('every container has its secrets')
