import { Server, ServerCredentials } from '@grpc/grpc-js'

// What the gRPC server costs alone: it takes a message and answers with as much as an inference of one row.
const server = new Server()
const answer = Buffer.alloc(160)
const same = (bytes: Buffer) => bytes
server.register(
  '/empty/Call',
  (_: unknown, done: (error: null, value: Buffer) => void) => done(null, answer),
  same,
  same,
  'unary',
)
server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (_, port) => {
  process.send?.(`127.0.0.1:${port}`)
})
process.on('disconnect', () => process.exit())
