import type { Run, StepRun } from './run.ts'

/** What a step that waits for others does next. */
export type Decision =
  | { state: 'WAITING'; detail: string }
  | { state: 'SUCCEEDED'; detail: string | null; versionId?: string }
  | { state: 'SKIPPED'; detail: string }
  | { state: 'FAILED'; code: string; reason: string }
  | { state: 'REJECTED'; code: string; reason: string }

export type AliasMove = { alias: string; revision: number; versionId: string; runId: string | null }

export type RolloutReport = {
  variant: string
  versionId: string
  revision: number
  state: 'completed' | 'failed'
  manifestDigest: string | null
  partitionCount: number | null
  code: string | null
  reason: string | null
}

/** What is known of the world outside, as events told it. */
export type Surroundings = {
  endpoint: string | null
  /** Variants of the endpoint; null while no endpoint of that name is known. */
  variants: string[] | null
  /** Moves of the model's champion and challenger, the oldest of each first. */
  moves: readonly AliasMove[]
  reports: readonly RolloutReport[]
  frozen: string | null
}

/** `propose` waits for the registry, and through it for a person where the policy wants one. */
export function decideProposal(step: StepRun): Decision {
  const { created, approved, rejected } = step.answers
  if (rejected) {
    return {
      state: 'REJECTED',
      code: rejected.code ?? 'REJECTED',
      reason: `${rejected.decidedBy}: ${rejected.reason}`,
    }
  }
  if (approved) {
    return { state: 'SUCCEEDED', detail: tellConflicts(approved.conflicts), versionId: approved.versionId }
  }
  if (!created) return { state: 'WAITING', detail: 'waiting for the registry' }
  if (!created.needsApproval)
    return { state: 'WAITING', detail: `${created.versionId} is being approved by policy` }
  return { state: 'WAITING', detail: `${created.versionId} waits for a person to approve it` }
}

/** `rollout` waits until the endpoint's challenger variant answers with the version on every replica. */
export function decideRollout(run: Run, world: Surroundings): Decision {
  const { endpoint } = world
  if (endpoint === null) return { state: 'SKIPPED', detail: 'the pipeline names no endpoint' }
  const report = newest(world, 'CHALLENGER', ({ versionId }) => versionId === run.versionId)
  if (report?.state === 'failed') return failed(report)
  if (report) return { state: 'SUCCEEDED', detail: null }
  if (world.variants === null) return { state: 'WAITING', detail: `endpoint ${endpoint} is not known yet` }
  if (!world.variants.includes('CHALLENGER')) {
    return { state: 'SKIPPED', detail: `endpoint ${endpoint} has no variant CHALLENGER` }
  }
  const ours = world.moves.findLast((move) => move.alias === 'challenger' && move.versionId === run.versionId)
  const later = world.moves.findLast(
    (move) => move.alias === 'challenger' && ours !== undefined && move.revision > ours.revision,
  )
  if (later) return { state: 'SKIPPED', detail: `the challenger moved on to ${later.versionId}` }
  return { state: 'WAITING', detail: `waiting for ${endpoint} to load ${run.versionId}` }
}

/** `verify` compares what serving says it loaded with what the registry approved. */
export function decideVerification(run: Run, world: Surroundings, proposal: StepRun | undefined): Decision {
  const report = newest(world, 'CHALLENGER', ({ versionId }) => versionId === run.versionId)
  if (!report) return { state: 'SKIPPED', detail: 'no rollout to verify' }
  const approved = proposal?.answers.approved
  if (report.state === 'failed') return failed(report)
  if (approved && report.manifestDigest !== approved.manifestDigest) {
    return mismatch('manifest', report.manifestDigest, approved.manifestDigest)
  }
  if (approved && report.partitionCount !== approved.partitionCount) {
    return mismatch('partition count', report.partitionCount, approved.partitionCount)
  }
  return { state: 'SUCCEEDED', detail: null }
}

/** `promote` waits for the champion to move, and for the primary variant to answer with it. */
export function decidePromotion(run: Run, step: StepRun, world: Surroundings, proposal?: StepRun): Decision {
  const refused = step.answers.promotionRejected
  if (refused) return { state: 'FAILED', ...refused }
  const move = world.moves.findLast(
    ({ alias, versionId, runId }) =>
      alias === 'champion' && (runId === run.id || versionId === run.versionId),
  )
  if (!move) {
    const detail = world.frozen === null ? 'waiting for the champion to move' : `frozen: ${world.frozen}`
    return { state: 'WAITING', detail }
  }
  if (world.endpoint === null) {
    return { state: 'SUCCEEDED', detail: 'the pipeline names no endpoint', versionId: move.versionId }
  }
  // A later move of the champion is loaded instead of ours; that one answers with ours inside it.
  const report = newest(world, 'PRIMARY', ({ revision }) => revision >= move.revision)
  if (report?.state === 'failed') return failed(report)
  if (report) {
    const detail = tellConflicts(proposal?.answers.approved?.conflicts)
    return { state: 'SUCCEEDED', detail, versionId: move.versionId }
  }
  return { state: 'WAITING', detail: `waiting for ${world.endpoint} to answer with ${move.versionId}` }
}

/**
 * The revision that the champion must still have: the one that named the parent of what was approved; null when it
 * has no parent, undefined while the move to that parent is not known here.
 */
export function expectedRevision(
  proposal: StepRun | undefined,
  moves: readonly AliasMove[],
): number | null | undefined {
  const parent = proposal?.answers.approved?.parent ?? null
  if (parent === null) return null
  return moves.findLast(({ alias, versionId }) => alias === 'champion' && versionId === parent)?.revision
}

/** What of a version is not in the one that was put on a champion that had moved. */
function tellConflicts(conflicts: readonly string[] = []): string | null {
  if (conflicts.length === 0) return null
  const named = conflicts.slice(0, 5).join(', ') + (conflicts.length > 5 ? ', …' : '')
  const keep = conflicts.length === 1 ? '1 partition keeps' : `${conflicts.length} partitions keep`
  return `${keep} what went live meanwhile: ${named}`
}

function newest(
  { reports }: Surroundings,
  variant: string,
  isMeant: (report: RolloutReport) => boolean,
): RolloutReport | undefined {
  const meant = reports.filter((report) => report.variant === variant && isMeant(report))
  return meant.find(({ state }) => state === 'completed') ?? meant.at(-1)
}

function failed({ code, reason }: RolloutReport): Decision {
  return { state: 'FAILED', code: code ?? 'ROLLOUT_FAILED', reason: reason ?? 'the rollout failed' }
}

function mismatch(what: string, loaded: unknown, approved: unknown): Decision {
  const reason = `serving loaded another ${what} than was approved: ${loaded} instead of ${approved}`
  return { state: 'FAILED', code: 'FAILED_PRECONDITION', reason }
}
