import { fileURLToPath } from 'node:url'
import type { ServiceDefinition } from '@grpc/grpc-js'
import { loadSync } from '@grpc/proto-loader'

const options = {
  keepCase: true,
  longs: Number,
  enums: String,
  arrays: true,
  objects: true,
  oneofs: true,
}

/** The services that this server speaks, as their proto files say. Bytes are views of the message that carried them. */
export const inferenceService = serviceOf('open-inference.proto', 'inference.GRPCInferenceService')
export const healthService = serviceOf('health.proto', 'grpc.health.v1.Health')

function serviceOf(file: string, name: string): ServiceDefinition {
  const path = fileURLToPath(new URL(`./${file}`, import.meta.url))
  return loadSync(path, options)[name] as ServiceDefinition
}
