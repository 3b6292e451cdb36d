import { z } from 'zod'

const count = z.coerce.number().int().min(1).max(9)

/** The processes of serving by name, `serving`, `serving-2` and so on, as many as HEADWAY_SERVING_REPLICAS says. */
export function servingReplicas(environment: Record<string, string | undefined>): string[] {
  const given = environment.HEADWAY_SERVING_REPLICAS
  const parsed = count.safeParse(given ?? 1)
  if (!parsed.success) throw new Error(`HEADWAY_SERVING_REPLICAS is ${given}: expected 1 to 9`)
  return ['serving', ...Array.from({ length: parsed.data - 1 }, (_, index) => `serving-${index + 2}`)]
}

/** Under which name a replica's port for gRPC is chosen. */
export function grpcPortName(replica: string): string {
  return `${replica}-grpc`
}
