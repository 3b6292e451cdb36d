import { once } from 'node:events'
import { connect } from 'node:net'

/** One call over a connection of its own, asked again when it is done; it costs the caller little processor time. */
export type Connection = { call: () => Promise<void> } & Disposable

/** An HTTP connection that posts the same body each time; a call fails when the answer is not 200. */
export async function openRawHttp(
  url: string,
  body: Buffer,
  headers: Record<string, string>,
): Promise<Connection> {
  const { hostname, port, pathname } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  await once(socket, 'connect')
  const lines = Object.entries({ host: `${hostname}:${port}`, 'content-length': body.length, ...headers })
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  const request = Buffer.concat([Buffer.from(`POST ${pathname} HTTP/1.1\r\n${head}\r\n`), body])
  let waiting: PromiseWithResolvers<void> | undefined
  let received = Buffer.alloc(0)
  socket.on('data', (bytes) => {
    received = received.length === 0 ? bytes : Buffer.concat([received, bytes])
    if (!isWhole(received)) return
    const isGood = received.subarray(9, 12).equals(good)
    const answer = isGood ? '' : received.toString('utf8', 0, 500)
    received = Buffer.alloc(0)
    if (isGood) waiting?.resolve()
    else waiting?.reject(new Error(`${url} answered ${answer}`))
  })
  socket.on('error', (error) => waiting?.reject(error))
  return {
    call: () => {
      waiting = Promise.withResolvers()
      socket.write(request)
      return waiting.promise
    },
    [Symbol.dispose]: () => socket.destroy(),
  }
}

const good = Buffer.from('200')

function isWhole(bytes: Buffer): boolean {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return false
  const length = /\r\ncontent-length: (\d+)/i.exec(bytes.toString('latin1', 0, end))?.[1]
  if (length === undefined) return bytes.subarray(-5).toString('latin1') === '0\r\n\r\n'
  return bytes.length >= end + 4 + Number(length)
}
