import { fileURLToPath } from 'node:url'
import {
  type CallOptions,
  Client,
  type ClientReadableStream,
  credentials,
  Metadata,
  type ServiceError,
} from '@grpc/grpc-js'
import { load, type ServiceDefinition } from '@grpc/proto-loader'

const folder = new URL('../src/grpc/', import.meta.url)

/** A message with the fields that tests look at. */
export type GrpcAnswer = { outputs: object[]; raw_output_contents: Buffer[] }

export type GrpcCaller = {
  /** One call; its request is a message, or the bytes of one as they were recorded. */
  call: (method: string, request: object | Buffer, options?: CallOptions) => Promise<GrpcAnswer>
  /** As bytes both ways. */
  callRaw: (method: string, request: Buffer) => Promise<Buffer>
  watch: (request: object) => ClientReadableStream<{ status: string }>
} & Disposable

/** Speaks gRPC to a server, as whom the token says; `root` is the certificate that it must have signed with. */
export async function openGrpc(port: number, token?: string, root?: Buffer): Promise<GrpcCaller> {
  const channel = root ? credentials.createSsl(root) : credentials.createInsecure()
  const client = new Client(`127.0.0.1:${port}`, channel, {
    'grpc.max_receive_message_length': -1,
    'grpc.ssl_target_name_override': 'localhost',
  })
  const options = { keepCase: true, longs: Number, enums: String, defaults: true, oneofs: true }
  const paths = ['open-inference.proto', 'health.proto'].map((file) => fileURLToPath(new URL(file, folder)))
  const definitions = await load(paths, options)
  const inference = definitions['inference.GRPCInferenceService'] as ServiceDefinition
  const health = definitions['grpc.health.v1.Health'] as ServiceDefinition
  const methods: ServiceDefinition = { ...inference, ...health }
  const metadata = new Metadata()
  if (token) metadata.set('authorization', `Bearer ${token}`)
  const find = (name: string) => {
    const method = methods[name]
    if (method === undefined) throw new Error(`there is no method ${name}`)
    return method
  }
  const unary = <Response>(path: string, request: Buffer, read: (bytes: Buffer) => Response, given = {}) =>
    new Promise<Response>((resolve, reject) => {
      const done = (error: ServiceError | null, response?: Response) =>
        error ? reject(error) : resolve(response as Response)
      client.makeUnaryRequest(path, (bytes: Buffer) => bytes, read, request, metadata, given, done)
    })
  return {
    call: (name, request, given) => {
      const { path, requestSerialize, responseDeserialize } = find(name)
      const bytes = Buffer.isBuffer(request) ? request : requestSerialize(request)
      return unary(path, bytes, responseDeserialize as (bytes: Buffer) => GrpcAnswer, given)
    },
    callRaw: (name, request) => unary(find(name).path, request, (bytes) => bytes),
    watch: (request) => {
      const { path, requestSerialize, responseDeserialize } = find('Watch')
      const read = responseDeserialize as (bytes: Buffer) => { status: string }
      return client.makeServerStreamRequest(path, requestSerialize, read, request)
    },
    [Symbol.dispose]: () => client.close(),
  }
}
