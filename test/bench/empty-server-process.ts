import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const mains = {
  http: new URL('./empty-http-server.ts', import.meta.url),
  grpc: new URL('./empty-grpc-server.ts', import.meta.url),
}

/** A server in a process of its own whose only route does nothing: of the web server, or of the gRPC server. */
export type EmptyServer = { pid: number; address: string } & AsyncDisposable

export async function openEmptyServer(kind: 'http' | 'grpc'): Promise<EmptyServer> {
  const child = fork(fileURLToPath(mains[kind]))
  const [address] = (await once(child, 'message')) as [string]
  return {
    pid: child.pid ?? 0,
    address,
    [Symbol.asyncDispose]: async () => {
      const exited = once(child, 'exit')
      child.disconnect()
      await exited
    },
  }
}
