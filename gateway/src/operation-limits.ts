import { type DocumentNode, GraphQLError, type OperationDefinitionNode } from 'graphql'
import type { GatewaySettings } from './config.ts'
import { measureOperation } from './operation-cost.ts'

export type OperationLimits = Pick<
  GatewaySettings,
  'HEADWAY_MAX_DEPTH' | 'HEADWAY_MAX_ALIASES' | 'HEADWAY_MAX_COST'
>

/** Throws RESOURCE_EXHAUSTED when an operation is deeper, has more aliases or may cost more than is allowed. */
export function checkOperationLimits(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
  limits: OperationLimits,
): void {
  const { depth, aliases, cost } = measureOperation(document, operation, variables)
  const refuse = (field: string, value: number, limit: number) => {
    if (value <= limit) return
    throw new GraphQLError(`the operation's ${field} is ${value}: at most ${limit} is answered`, {
      extensions: {
        code: 'RESOURCE_EXHAUSTED',
        field,
        value,
        expected: `at most ${limit}`,
        http: { status: 400 },
      },
    })
  }
  refuse('depth', depth, limits.HEADWAY_MAX_DEPTH)
  refuse('aliases', aliases, limits.HEADWAY_MAX_ALIASES)
  refuse('cost', cost, limits.HEADWAY_MAX_COST)
}
