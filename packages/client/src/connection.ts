import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Command, Option } from 'commander'

/** Where commands speak to, and as whom. */
export type ConnectionOptions = { url?: string; token?: string; state: string; as: string }

/** Adds the options that `findConnection` reads. */
export function withConnection(command: Command): Command {
  return command
    .addOption(new Option('--url <url>', 'the graph').env('HEADWAY_URL'))
    .addOption(new Option('--token <token>', 'an API token or a JWT').env('HEADWAY_TOKEN'))
    .addOption(
      new Option('--state <folder>', 'state folder of a local Headway')
        .env('HEADWAY_STATE')
        .default('.headway'),
    )
    .addOption(
      new Option('--as <role>', 'which token of the state folder')
        .choices(['operator', 'approver', 'admin', 'service'])
        .default('operator'),
    )
}

/** The graph and a token: as given, else those of the local Headway on the state folder. Throws saying what is missing. */
export async function findConnection(options: ConnectionOptions): Promise<{ url: string; token: string }> {
  const url = options.url ?? (await graphOf(options.state))
  const token = options.token ?? (await tokenOf(options.state, options.as))
  if (!url) throw new Error(`no Headway runs on ${resolve(options.state)}: start one, or give --url`)
  if (!token) throw new Error('there is no token: give --token, or the state folder of a local Headway')
  return { url, token }
}

/** The address of one service of the local Headway, by name; an address is answered as it is. */
export async function findServiceUrl(options: ConnectionOptions, service: string): Promise<string> {
  if (URL.canParse(service)) return service.replace(/\/$/, '')
  const ports = await readJson(join(options.state, 'ports.json'))
  const port = ports?.[service]
  if (typeof port !== 'number')
    throw new Error(`${service} is neither an address nor a service of this Headway`)
  return `http://127.0.0.1:${port}`
}

async function graphOf(state: string): Promise<string | undefined> {
  const supervisor = await readJson(join(state, 'supervisor.json'))
  const addresses = supervisor?.addresses as { graphqlUrl?: string } | null | undefined
  return addresses?.graphqlUrl
}

async function tokenOf(state: string, role: string): Promise<string | undefined> {
  const tokens = await readJson(join(state, 'access-tokens.json'))
  const token = tokens?.[role]
  return typeof token === 'string' ? token : undefined
}

async function readJson(file: string): Promise<Record<string, unknown> | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : (JSON.parse(text) as Record<string, unknown>)
}
