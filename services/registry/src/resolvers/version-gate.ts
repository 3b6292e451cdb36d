import type { VersionGateResolvers } from '../generated/graphql.ts'

export const VersionGate: VersionGateResolvers = {
  verdicts: ({ verdictsDigest: digest }) => ({ digest }),
}
