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

/**
 * The file of nats-server, whose language takes JSON as it is: where it listens and stores, and who may do what.
 * Readers from outside have an account of their own: an answer goes to whatever subject its asker names, and theirs
 * then reaches nobody but them.
 */
export function natsConfig(options: {
  passwords: BusPasswords
  storeDir: string
  /** What the streams may take on disk, in bytes. */
  maxBytes?: number
  listen?: string
  monitor?: string
}): string {
  const { passwords, storeDir, maxBytes = 10 * gibibyte, listen = '0.0.0.0:4222', monitor } = options
  const observers = Object.entries(passwords.observers)
  const shared = [...new Set(observers.flatMap(([name]) => observerRights(name).publish))]
  const config = {
    server_name: 'headway',
    listen,
    ...(monitor === undefined ? {} : { http: monitor }),
    authorization: { timeout: 5 },
    accounts: {
      HEADWAY: {
        jetstream: 'enabled',
        users: [
          { user: 'admin', password: passwords.admin },
          ...busProcesses.map((name) => user(name, passwords.processes[name], processRights(name))),
        ],
        exports: shared.map((service) => ({ service, response_type: 'stream' })),
      },
      OBSERVERS: {
        users: observers.map(([name, password]) => user(name, password, observerRights(name))),
        imports: shared.map((subject) => ({ service: { account: 'HEADWAY', subject } })),
      },
    },
    jetstream: { store_dir: storeDir, max_memory_store: 67_108_864, max_file_store: maxBytes },
  }
  return `${JSON.stringify(config, undefined, 2)}\n`
}

function user(name: string, password: string, { publish, subscribe }: BusRights) {
  return {
    user: name,
    password,
    permissions: { publish: { allow: publish }, subscribe: { allow: subscribe } },
  }
}
