import { type ClientHttp2Session, connect } from 'node:http2'
import type { Connection } from './raw-http.ts'

/** A gRPC channel whose calls send the same message each time; a call fails when its status is not 0. */
export function openRawGrpc(address: string): { session: ClientHttp2Session } & Disposable {
  const session = connect(`http://${address}`)
  return { session, [Symbol.dispose]: () => session.destroy() }
}

export function rawGrpcCall(
  session: ClientHttp2Session,
  path: string,
  message: Buffer,
  token: string,
): Connection['call'] {
  const prefix = Buffer.alloc(5)
  prefix.writeUInt32BE(message.length, 1)
  const frame = Buffer.concat([prefix, message])
  const headers = {
    ':method': 'POST',
    ':path': path,
    'content-type': 'application/grpc',
    te: 'trailers',
    authorization: `Bearer ${token}`,
  }
  return () =>
    new Promise((resolve, reject) => {
      const stream = session.request(headers)
      let status: unknown
      stream.on('trailers', (trailers) => {
        status = trailers['grpc-status']
      })
      stream.on('response', (answered) => {
        status ??= answered['grpc-status']
      })
      stream.on('error', reject)
      stream.on('close', () => {
        if (Number(status) === 0) resolve()
        else reject(new Error(`${path} answered with status ${status}`))
      })
      stream.resume()
      stream.end(frame)
    })
}
