import type { ApprovalResolvers } from '../generated/graphql.ts'
import { loadVersion } from './load-required.ts'

export const Approval: ApprovalResolvers = {
  version: ({ versionRef }, _, context) => loadVersion(context, versionRef),
}
