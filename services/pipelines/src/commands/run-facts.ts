import type { Run } from '../domain/run.ts'

/** What every event about a run says. */
export function runFacts(run: Run) {
  return {
    run: run.id,
    pipeline: run.pipeline,
    pipelineVersion: run.pipelineVersion,
    requestedBy: run.requestedBy,
  }
}
