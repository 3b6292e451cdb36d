import type { ConnectionOptions } from 'nats'

/** `nats://user:password@host:4222,…`: the account is that of the first address. */
export function connectionOptions(url: string, name: string): ConnectionOptions {
  const addresses = url
    .split(',')
    .map((address) => new URL(address.includes('://') ? address : `nats://${address}`))
  const { username, password, protocol } = addresses[0] as URL
  const account = password
    ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
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
