/** A running Headway that can be hurt. Everything a scenario does to it, and asks of it, goes through here. */
export type Target = {
  name: 'processes' | 'compose'
  /** What can be killed, by name. */
  parts: readonly string[]
  /** `http://host:port`, without a path. */
  gatewayUrl: string
  tokens: { operator: string; approver: string }
  /** The bus, for a reader of lifecycle events. */
  observerUrl: string
  /** How many replicas of serving there are behind the gateway. */
  servingReplicas: number
  /** Where one replica of serving answers, without the path: another port after some restarts. */
  servingUrl: () => Promise<string>
  /** A folder that this program and the worker see under the same name. */
  sharedFolder: string
  /** Ends the parts at the same moment, as an out-of-memory killer would; resolves when that is done. */
  kill: (parts: readonly string[]) => Promise<Killed>
  /** The rows of one query by the database's owner. */
  query: (sql: string) => Promise<Record<string, unknown>[]>
  /** Statements by the database's owner. */
  execute: (sql: string) => Promise<void>
  /** Replaces every container of a service by one of another image; undefined where there are no containers. */
  roll?: (service: string) => Promise<void>
  /** Fills the disk under a store and answers how to make room again; undefined where the disk is not its own. */
  fillDisk?: ((store: Store) => Promise<() => Promise<void>>) | undefined
} & AsyncDisposable

export type Store = 'nats' | 'postgres'

export const stores: readonly Store[] = ['nats', 'postgres']

/** What was killed: whether others have taken its place and say that they are ready. */
export type Killed = { areBack: () => Promise<boolean> }
