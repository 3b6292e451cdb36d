import type { PipelineResolvers, PipelineVersionResolvers } from '../generated/graphql.ts'
import { listRetrainings } from '../store/partition-retrainings.ts'
import { listPipelineVersions } from '../store/pipelines.ts'
import { listRuns } from '../store/runs.ts'
import { listTriggers } from '../store/triggers.ts'

export const Pipeline: PipelineResolvers = {
  __resolveReference: ({ name }, { loaders }) => loaders.pipelines.load(name),
  version: ({ name, latestVersion }, _, { loaders }) =>
    loaders.pipelineVersion.load({ pipeline: name, number: latestVersion }),
  versions: ({ name }, args, { db }) => listPipelineVersions(db, name, args),
  runs: ({ name }, { state, ...args }, { db }) => listRuns(db, { pipeline: name, state }, args),
  retrainings: ({ name }, { partition, ...args }, { db }) =>
    listRetrainings(db, { pipeline: name, partition }, args),
  triggers: ({ name }, args, { db }) => listTriggers(db, { pipeline: name }, args),
}

export const PipelineVersion: PipelineVersionResolvers = {
  model: ({ definition }) => (definition.model === null ? null : { name: definition.model }),
  endpoint: ({ definition }) => (definition.endpoint === null ? null : { name: definition.endpoint }),
}
