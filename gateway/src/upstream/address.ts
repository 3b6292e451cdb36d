import { lookup } from 'node:dns/promises'

/** Where one replica of a service listens. */
export type Address = {
  /** Tells addresses apart. */
  key: string
  secure: boolean
  /** A number, so that connections are kept by replica. */
  host: string
  port: number
  /** What the `host` header says, and the name that a certificate is checked for. */
  authority: string
  serverName: string
  /** Of the URL that the address was found by. */
  path: string
}

/** Every address behind the URLs: each that the name server tells. Throws when no name is known. */
export async function lookUpAddresses(urls: readonly URL[]): Promise<Address[]> {
  const found = await Promise.allSettled(urls.map(addressesOf))
  const addresses = found.flatMap((result) => (result.status === 'fulfilled' ? result.value : []))
  const refused = found.find((result) => result.status === 'rejected')
  if (addresses.length === 0 && refused) throw refused.reason
  return [...new Map(addresses.map((address) => [address.key, address])).values()]
}

async function addressesOf(url: URL): Promise<Address[]> {
  const secure = url.protocol === 'https:'
  const port = Number(url.port || (secure ? 443 : 80))
  const serverName = url.hostname.replace(/^\[|\]$/g, '')
  const hosts = await lookup(serverName, { all: true })
  return hosts.map(({ address }) => ({
    key: `${address} ${port}`,
    secure,
    host: address,
    port,
    authority: url.host,
    serverName,
    path: `${url.pathname}${url.search}`,
  }))
}
