import { createServer } from 'node:net'
import { findFreePort } from '@headway/embedded/free-port'
import { z } from 'zod'
import { readStateFile, writeStateFile } from './state-file.ts'
import type { StateFolder } from './state-folder.ts'

const usual = {
  gateway: 4000,
  registry: 4001,
  datasets: 4002,
  pipelines: 4003,
  serving: 4004,
  monitoring: 4005,
  worker: 4010,
  nats: 4222,
  postgres: 5432,
}

export type PlatformPart = keyof typeof usual

/** Of every part of the platform, and of each further replica and app by its name. */
export type Ports = Record<PlatformPart, number> & { [more: string]: number }

const shape = z.record(z.string(), z.number().int())

/**
 * A TCP port for each part that nobody listens on: the one asked for, else that of the last start, else the
 * usual one, else any. `anyFree` leaves out the usual ones, so that tests do not meet each other.
 * What was chosen is remembered for the next start.
 */
export async function choosePorts(
  folder: StateFolder,
  wanted: Partial<Ports>,
  options: { anyFree: boolean; more: readonly { name: string; usualPort: number }[] },
): Promise<Ports> {
  const last = (await readStateFile(folder.ports, shape)) ?? {}
  const ports: Ports = { ...usual }
  for (const { name, usualPort } of options.more) {
    if (ports[name] !== undefined) throw new Error(`two processes are called ${name}`)
    ports[name] = usualPort
  }
  const taken = new Set<number>()
  for (const [name, usualPort] of Object.entries(ports)) {
    const port = await firstFree([wanted[name], last[name], options.anyFree ? undefined : usualPort], taken)
    ports[name] = port
    taken.add(port)
  }
  // The ports of what is left out this time are kept for the next.
  await writeStateFile(folder.ports, { ...last, ...ports })
  return ports
}

/** Throws when `choosePorts` was not told of a process of that name. */
export function portOf(name: string, ports: Ports): number {
  const port = ports[name]
  if (port === undefined) throw new Error(`no port was chosen for ${name}`)
  return port
}

/** Where a process of this machine answers the gateway. */
export function graphqlUrl(name: string, ports: Ports): string {
  return `http://127.0.0.1:${portOf(name, ports)}/graphql`
}

async function firstFree(candidates: (number | undefined)[], taken: Set<number>): Promise<number> {
  for (const port of candidates) {
    if (port !== undefined && !taken.has(port) && (await isFree(port))) return port
  }
  for (;;) {
    const port = await findFreePort()
    if (!taken.has(port)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
