import { ApolloServer, type ApolloServerPlugin } from '@apollo/server'
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import type { Logger } from '@headway/kit/log'
import { GraphQLError, OperationTypeNode } from 'graphql'
import type { Caller } from './caller.ts'
import type { GatewaySettings } from './config.ts'
import { checkOperationLimits } from './operation-limits.ts'
import { formatPublicError } from './public-errors.ts'
import { gatewayLogger, type Supergraph } from './supergraph.ts'

/** The server that answers queries and mutations over the composed graph, within the limits of the settings. */
export function createApollo(
  { gateway }: Supergraph,
  settings: GatewaySettings,
  log: Logger,
): ApolloServer<Caller> {
  const limits: ApolloServerPlugin<Caller> = {
    requestDidStart: async () => ({
      didResolveOperation: async ({ document, operation, request }) => {
        if (operation?.operation === OperationTypeNode.SUBSCRIPTION) {
          throw new GraphQLError('a subscription is answered over graphql-ws or as text/event-stream', {
            extensions: { code: 'INVALID_ARGUMENT', http: { status: 400 } },
          })
        }
        if (operation) checkOperationLimits(document, operation, request.variables ?? {}, settings)
      },
    }),
  }
  return new ApolloServer<Caller>({
    gateway,
    // Only authenticated callers get this far.
    introspection: true,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    parseOptions: { maxTokens: settings.HEADWAY_MAX_TOKENS },
    stopOnTerminationSignals: false,
    formatError: formatPublicError(log),
    logger: gatewayLogger(log),
    plugins: [
      limits,
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
    ],
  })
}
