import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { type ApiTokensFile, hashApiToken } from '@headway/kit/api-tokens'
import { serviceNames } from '@headway/local/service-names'
import { busProcesses } from './bus-accounts.ts'
import { natsConfig } from './nats-config.ts'
import { writeSecretFile } from './secret-files.ts'
import { type Secrets, tokenRoles } from './secrets.ts'

/** Where the stores are on the network of the containers, and how the bus is reached from the machine. */
export type Addresses = { database: string; bus: string; publishedBus: string }

/**
 * Writes for every container a folder with what it needs and nothing else. Each folder is a volume that only that
 * container and this job mount.
 */
export async function shareSecrets(
  root: string,
  secrets: Secrets,
  addresses: Addresses,
  stream: { storeDir: string; maxBytes: number },
): Promise<void> {
  const write = (path: string, text: string, mode?: number) => writeSecretFile(join(root, path), text, mode)
  const { internalKey, strangerKeys, auditKey, databases, bus, tokens } = secrets

  // These two run under other user ids than the processes.
  await write('postgres/password', databases.admin, 0o444)
  await write('grafana/password', secrets.grafana, 0o444)
  // Its pages are for the health check inside the container alone.
  const config = natsConfig({ passwords: bus, ...stream, listen: '0.0.0.0:4222', monitor: '127.0.0.1:8222' })
  await write('nats/nats.conf', config)
  await write('migrate/database-url', databaseUrl(addresses, 'postgres', databases.admin, 'postgres'))
  await write('migrate/database-passwords', JSON.stringify(databases.services))
  await write('migrate/nats-url', busUrl(addresses.bus, 'admin', bus.admin))

  for (const name of busProcesses) {
    await write(`${name}/nats-url`, busUrl(addresses.bus, name, bus.processes[name]))
    await write(`${name}/internal-key`, strangerKeys[name as keyof typeof strangerKeys] ?? internalKey)
  }
  for (const name of serviceNames) {
    const url = databaseUrl(addresses, name, databases.services[name], 'headway')
    await write(`${name}/database-url`, url)
  }
  await write('registry/audit-key', auditKey)
  await write('departures/token', tokens.operator)
  const { operator, approver } = tokens
  await write('story/access-tokens.json', JSON.stringify({ operator, approver }))

  await writeTokensFile(join(root, 'api-tokens/api-tokens.json'), tokens)
  const observers = Object.entries(bus.observers).map(([name, password]) => [
    name,
    busUrl(addresses.publishedBus, name, password),
  ])
  await write('access/access-tokens.json', JSON.stringify(tokens))
  await write('access/observers.json', JSON.stringify(Object.fromEntries(observers)))
  await write('access/grafana-password', secrets.grafana)
}

function databaseUrl({ database }: Addresses, user: string, password: string, name: string): string {
  return `postgres://${user}:${password}@${database}/${name}`
}

function busUrl(address: string, user: string, password: string): string {
  return `nats://${encodeURIComponent(user)}:${password}@${address}`
}

/** Hashes of the first tokens. Once it is there the file belongs to those who make and revoke tokens. */
async function writeTokensFile(file: string, tokens: Secrets['tokens']): Promise<void> {
  const isThere = await access(file).then(
    () => true,
    () => false,
  )
  if (isThere) return
  const createdAt = new Date().toISOString()
  const content: ApiTokensFile = {
    tokens: tokenRoles.map((role) => ({
      id: `first-${role}`,
      roles: [role],
      sha256: hashApiToken(tokens[role]),
      createdAt,
      expiresAt: null,
      revokedAt: null,
    })),
  }
  await writeSecretFile(file, `${JSON.stringify(content, undefined, 2)}\n`, 0o600)
}
