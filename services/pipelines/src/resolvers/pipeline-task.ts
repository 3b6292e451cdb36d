import type { PipelineTaskResolvers } from '../generated/graphql.ts'
import { listAttempts } from '../store/task-attempts.ts'

export const PipelineTask: PipelineTaskResolvers = {
  attempts: ({ id }, _, { db }) => listAttempts(db, id),
}
