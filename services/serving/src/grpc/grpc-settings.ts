import { z } from 'zod'

export const grpcSettings = {
  HEADWAY_GRPC_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(4014)
    .describe('the port of the Open Inference Protocol over gRPC; 0 for any free one'),
  HEADWAY_GRPC_TLS_CERT: z
    .string()
    .min(1)
    .optional()
    .describe('file with the certificate chain (PEM) for gRPC over TLS; without it gRPC is plain'),
  HEADWAY_GRPC_TLS_KEY: z.string().min(1).optional().describe('file with its private key (PEM)'),
}
