import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { newApiToken } from '@headway/kit/api-tokens'
import { serviceNames } from '@headway/local/service-names'
import { z } from 'zod'
import { busProcesses } from './bus-accounts.ts'
import { writeSecretFile } from './secret-files.ts'

/** Each of these roles gets an API token at the first start. */
export const tokenRoles = ['operator', 'approver', 'admin', 'service'] as const

const shape = z.object({
  internalKey: z.string(),
  auditKey: z.string(),
  databases: z.object({ admin: z.string(), services: z.record(z.string(), z.string()) }),
  bus: z.object({
    admin: z.string(),
    processes: z.record(z.enum(busProcesses), z.string()),
    observers: z.record(z.string(), z.string()),
  }),
  tokens: z.record(z.enum(tokenRoles), z.string()),
})

/** Every key, password and token of one installation. */
export type Secrets = z.infer<typeof shape>

/** The secrets kept in a file; those that it lacks are made now, and observers not named any more are forgotten. */
export async function loadSecrets(file: string, observers: readonly string[]): Promise<Secrets> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}'
    throw error
  })
  const kept = shape.partial().parse(JSON.parse(text))
  const secrets: Secrets = {
    internalKey: kept.internalKey ?? randomBytes(32).toString('base64url'),
    auditKey: kept.auditKey ?? makeAuditKey(),
    databases: {
      admin: kept.databases?.admin ?? makePassword(),
      services: makeEach(serviceNames, kept.databases?.services, makePassword),
    },
    bus: {
      admin: kept.bus?.admin ?? makePassword(),
      processes: makeEach(busProcesses, kept.bus?.processes, makePassword),
      observers: makeEach(observers, kept.bus?.observers, makePassword),
    },
    tokens: makeEach(tokenRoles, kept.tokens, newApiToken),
  }
  await writeSecretFile(file, JSON.stringify(secrets))
  return secrets
}

function makeEach<Name extends string>(
  names: readonly Name[],
  kept: Partial<Record<Name, string>> | undefined,
  make: () => string,
): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, kept?.[name] ?? make()])) as Record<Name, string>
}

function makePassword(): string {
  return randomBytes(24).toString('hex')
}

function makeAuditKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}
