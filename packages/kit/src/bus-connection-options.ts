import { type ConnectionOptions, createInbox, type NatsConnection } from 'nats'

/**
 * `nats://user:password@host:4222,…`: the account is that of the first address. A user hears answers under
 * `_INBOX_<user>.>`, so that it can be kept from hearing those to others.
 */
export function connectionOptions(url: string, name: string): ConnectionOptions {
  const addresses = url
    .split(',')
    .map((address) => new URL(address.includes('://') ? address : `nats://${address}`))
  const { username, password, protocol } = addresses[0] as URL
  const account = password
    ? {
        user: decodeURIComponent(username),
        pass: decodeURIComponent(password),
        inboxPrefix: `_INBOX_${decodeURIComponent(username).replaceAll(/[^\w-]/g, '_')}`,
      }
    : username
      ? { token: decodeURIComponent(username) }
      : {}
  return {
    name,
    servers: addresses.map((address) => address.host),
    ...account,
    ...(protocol === 'tls:' ? { tls: {} } : {}),
    reconnect: true,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    reconnectJitter: 100,
    timeout: 3000,
    pingInterval: 10_000,
    maxPingOut: 2,
  }
}

/** A subject that only this connection's user may hear. */
export function newInbox(nats: NatsConnection): string {
  // The interface does not show the options, which the client's own consumers go by.
  const { options } = nats as NatsConnection & { options?: ConnectionOptions }
  return createInbox(options?.inboxPrefix)
}
