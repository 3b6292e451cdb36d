import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { serviceNames } from './service-names.ts'
import { readStateFile, writeStateFile } from './state-file.ts'
import type { StateFolder } from './state-folder.ts'

const shape = z.object({
  internalKey: z.string().describe('HMAC key of internal tokens, base64url'),
  auditKey: z.string().describe('Ed25519 private key that signs the heads of audit logs, PKCS #8 PEM'),
  databasePasswords: z.record(z.string(), z.string()),
})

export type Secrets = z.infer<typeof shape>

/** The keys and passwords of a state folder, made at its first start. */
export async function loadSecrets(folder: StateFolder): Promise<Secrets> {
  const kept = await readStateFile(folder.secrets, shape)
  if (kept) return kept
  const secrets: Secrets = {
    internalKey: randomBytes(32).toString('base64url'),
    auditKey: generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    databasePasswords: Object.fromEntries(
      serviceNames.map((service) => [service, randomBytes(24).toString('hex')]),
    ),
  }
  await writeStateFile(folder.secrets, secrets)
  return secrets
}
