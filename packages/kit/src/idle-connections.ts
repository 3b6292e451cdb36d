import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Follows the connections of a server, so that a stop need not wait for those that carry no request. Node's own
 * `closeIdleConnections` leaves connections alone that have never carried one, and clients open spare ones.
 */
export function followConnections(server: Server): { closeIdle(): void } {
  const requests = new Map<Socket, number>()
  server.on('connection', (socket) => {
    requests.set(socket, 0)
    socket.once('close', () => requests.delete(socket))
  })
  server.on('request', (request, response) => {
    const { socket } = request
    requests.set(socket, (requests.get(socket) ?? 0) + 1)
    response.once('close', () => {
      const left = requests.get(socket)
      if (left !== undefined) requests.set(socket, left - 1)
    })
  })
  return {
    closeIdle() {
      for (const [socket, count] of requests) if (count === 0) socket.destroy()
    },
  }
}
