import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { serviceNames } from './service-names.ts'
import { readStateFile, writeStateFile } from './state-file.ts'
import type { StateFolder } from './state-folder.ts'

const shape = z.object({
  internalKey: z.string().describe('HMAC key of internal tokens, base64url'),
  auditKey: z.string().describe('Ed25519 private key that signs the heads of audit logs, PKCS #8 PEM'),
  databasePasswords: z.record(z.string(), z.string()),
  natsToken: z.string().describe('what clients of nats-server show'),
})
/** State folders of before nats-server asked for a token have none. */
const keptShape = shape.partial({ natsToken: true })

export type Secrets = z.infer<typeof shape>

/** The keys and passwords of a state folder, made at its first start; what a kept folder lacks is added. */
export async function loadSecrets(folder: StateFolder): Promise<Secrets> {
  const kept = await readStateFile(folder.secrets, keptShape)
  if (kept?.natsToken !== undefined) return { ...kept, natsToken: kept.natsToken }
  const secrets: Secrets = { ...(kept ?? makeKeys()), natsToken: randomBytes(24).toString('hex') }
  await writeStateFile(folder.secrets, secrets)
  return secrets
}

function makeKeys(): Omit<Secrets, 'natsToken'> {
  return {
    internalKey: randomBytes(32).toString('base64url'),
    auditKey: generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    databasePasswords: Object.fromEntries(
      serviceNames.map((service) => [service, randomBytes(24).toString('hex')]),
    ),
  }
}
