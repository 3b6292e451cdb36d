import {
  type BusProcess,
  type BusRights,
  busProcesses,
  observerRights,
  processRights,
} from './bus-accounts.ts'

const gibibyte = 1024 ** 3

export type BusPasswords = {
  admin: string
  processes: Record<BusProcess, string>
  observers: Record<string, string>
}

/** The file of nats-server, whose language takes JSON as it is: where it listens and stores, and who may do what. */
export function natsConfig(options: {
  passwords: BusPasswords
  storeDir: string
  /** What the streams may take on disk, in bytes. */
  maxBytes?: number
  listen?: string
  monitor?: string
}): string {
  const { passwords, storeDir, maxBytes = 10 * gibibyte, listen = '0.0.0.0:4222', monitor } = options
  const account = (user: string, password: string, rights: BusRights) => ({
    user,
    password,
    permissions: { publish: { allow: rights.publish }, subscribe: { allow: rights.subscribe } },
  })
  const users = [
    { user: 'admin', password: passwords.admin },
    ...busProcesses.map((name) => account(name, passwords.processes[name], processRights(name))),
    ...Object.entries(passwords.observers).map(([name, password]) =>
      account(name, password, observerRights(name)),
    ),
  ]
  const config = {
    server_name: 'headway',
    listen,
    ...(monitor === undefined ? {} : { http: monitor }),
    authorization: { users, timeout: 5 },
    jetstream: { store_dir: storeDir, max_memory_store: 67_108_864, max_file_store: maxBytes },
  }
  return `${JSON.stringify(config, undefined, 2)}\n`
}
