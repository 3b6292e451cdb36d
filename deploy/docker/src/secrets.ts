import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { newApiToken } from '@headway/kit/api-tokens'
import { type ServiceName, serviceNames } from '@headway/local/service-names'
import { z } from 'zod'
import { busProcesses } from './bus-accounts.ts'
import type { BusPasswords } from './nats-config.ts'
import { writeSecretFile } from './secret-files.ts'

/** Each of these roles gets an API token at the first start. */
export const tokenRoles = ['operator', 'approver', 'admin', 'service'] as const

/** They authenticate nobody: instead of the key of internal tokens each has one that is worth nothing elsewhere. */
export const strangers = ['worker', 'city', 'meter'] as const

/** A file of an earlier release may lack what is newer. */
const keptShape = z
  .object({
    internalKey: z.string(),
    strangerKeys: z.record(z.string(), z.string()),
    auditKey: z.string(),
    databases: z.object({ admin: z.string(), services: z.record(z.string(), z.string()) }),
    bus: z.object({
      admin: z.string(),
      processes: z.record(z.string(), z.string()),
      observers: z.record(z.string(), z.string()),
    }),
    tokens: z.record(z.string(), z.string()),
    grafana: z.string(),
  })
  .partial()

/** Every key, password and token of one installation. */
export type Secrets = {
  /** HMAC key of internal tokens, base64url. */
  internalKey: string
  strangerKeys: Record<(typeof strangers)[number], string>
  /** Ed25519 private key that signs the heads of audit logs, PKCS #8 PEM. */
  auditKey: string
  databases: { admin: string; services: Record<ServiceName, string> }
  bus: BusPasswords
  tokens: Record<(typeof tokenRoles)[number], string>
  /** Password of Grafana's admin. */
  grafana: string
}

/** The secrets kept in a file; those that it lacks are made now, and observers not named any more are forgotten. */
export async function loadSecrets(file: string, observers: readonly string[]): Promise<Secrets> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}'
    throw error
  })
  const kept = keptShape.parse(JSON.parse(text))
  const secrets: Secrets = {
    internalKey: kept.internalKey ?? makeKey(),
    strangerKeys: makeEach(strangers, kept.strangerKeys, makeKey),
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
    grafana: kept.grafana ?? makePassword(),
  }
  await writeSecretFile(file, JSON.stringify(secrets))
  return secrets
}

function makeEach<Name extends string>(
  names: readonly Name[],
  kept: Record<string, string> | undefined,
  make: () => string,
): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, kept?.[name] ?? make()])) as Record<Name, string>
}

function makeKey(): string {
  return randomBytes(32).toString('base64url')
}

function makePassword(): string {
  return randomBytes(24).toString('hex')
}

function makeAuditKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}
