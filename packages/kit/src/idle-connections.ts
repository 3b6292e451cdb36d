import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Follows the connections of a server, so that a stop waits for requests only. Node's own `closeIdleConnections`
 * leaves alone what has never carried a request, and clients open spare connections; and one that carries a
 * request while the server closes would be kept alive after its answer.
 */
export function followConnections(server: Server): { closeIdle(): void } {
  const requests = new Map<Socket, number>()
  let closing = false
  server.on('connection', (socket) => {
    requests.set(socket, 0)
    socket.once('close', () => requests.delete(socket))
  })
  server.on('request', (request, response) => {
    const { socket } = request
    requests.set(socket, (requests.get(socket) ?? 0) + 1)
    response.once('close', () => {
      const left = requests.get(socket)
      if (left === undefined) return
      requests.set(socket, left - 1)
      if (closing && left === 1) socket.destroySoon()
    })
  })
  return {
    closeIdle() {
      closing = true
      for (const [socket, count] of requests) if (count === 0) socket.destroy()
    },
  }
}
