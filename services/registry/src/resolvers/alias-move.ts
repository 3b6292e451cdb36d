import type { AliasMoveResolvers } from '../generated/graphql.ts'
import { loadModel, loadVersion } from './load-required.ts'

export const AliasMove: AliasMoveResolvers = {
  model: ({ modelRef }, _, context) => loadModel(context, modelRef),
  version: ({ versionRef }, _, context) => loadVersion(context, versionRef),
  previousVersion: ({ previousVersionRef }, _, context) =>
    previousVersionRef === null ? null : loadVersion(context, previousVersionRef),
  run: ({ run }) => (run === null ? null : { id: run }),
}
