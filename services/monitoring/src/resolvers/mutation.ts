import { configureMonitor } from '../commands/configure-monitor.ts'
import type { MutationResolvers } from '../generated/graphql.ts'

export const Mutation: MutationResolvers = {
  configureMonitor: (_, { input: { endpoint, output, windowMinutes, outcomeWithinHours } }, context) =>
    configureMonitor(context, endpoint, {
      output: output ?? undefined,
      windowMinutes: windowMinutes ?? undefined,
      outcomeWithinHours: outcomeWithinHours ?? undefined,
    }),
}
