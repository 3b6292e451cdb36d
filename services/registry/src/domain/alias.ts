import { DomainError } from '@headway/kit/errors'
import type { ModelVersionState } from './model-version.ts'

export const champion = 'champion'
export const challenger = 'challenger'

export type AliasMoveKind = 'MOVE' | 'ROLLBACK'

/** One move of an alias; the last one says what the alias names now. */
export type AliasMove = {
  modelRef: number
  alias: string
  kind: AliasMoveKind
  versionRef: number
  previousVersionRef: number | null
  revision: number
  /** The move to whose version a rollback from here would go; null where there is nothing to go back to. */
  backRevision: number | null
  movedAt: Date
  movedBy: string
  reason: string
  run: string | null
}

export type MoveRequest = {
  modelRef: number
  alias: string
  version: { ref: number; id: string; state: ModelVersionState }
  expectedRevision: number | null
  movedBy: string
  reason: string
  run: string | null
  now: Date
}

/**
 * The next move of an alias whose last move is `last`. FAILED_PRECONDITION when the alias is at another revision than
 * expected, names the version already, or the version may not have this alias.
 */
export function moveAlias(last: AliasMove | undefined, request: MoveRequest): AliasMove {
  checkRevision(last, request.alias, request.expectedRevision)
  checkMayName(request.alias, request.version)
  if (last?.versionRef === request.version.ref) {
    throw new DomainError('FAILED_PRECONDITION', `${request.alias} names ${request.version.id} already`, {
      field: 'version',
      value: request.version.id,
      expected: 'another version',
    })
  }
  return {
    ...nextMove(last, request),
    kind: 'MOVE',
    versionRef: request.version.ref,
    backRevision: last?.revision ?? null,
  }
}

/** The move to what the alias named before. `target` is the move that `last.backRevision` names. */
export function rollBackAlias(
  last: AliasMove | undefined,
  target: AliasMove | undefined,
  request: Omit<MoveRequest, 'version'>,
): AliasMove {
  checkRevision(last, request.alias, request.expectedRevision)
  if (!last || !target || target.revision !== last.backRevision) {
    throw new DomainError('FAILED_PRECONDITION', `${request.alias} named nothing before`, {
      field: 'alias',
      value: request.alias,
      expected: 'an alias that was moved at least twice',
    })
  }
  return {
    ...nextMove(last, request),
    kind: 'ROLLBACK',
    versionRef: target.versionRef,
    // Rolling back twice goes two steps back, not to and fro.
    backRevision: target.backRevision,
  }
}

function nextMove(last: AliasMove | undefined, request: Omit<MoveRequest, 'version'>) {
  return {
    modelRef: request.modelRef,
    alias: request.alias,
    previousVersionRef: last?.versionRef ?? null,
    revision: (last?.revision ?? 0) + 1,
    // A clock that was set back must not reorder the history.
    movedAt: last && last.movedAt > request.now ? last.movedAt : request.now,
    movedBy: request.movedBy,
    reason: request.reason,
    run: request.run,
  }
}

function checkRevision(last: AliasMove | undefined, alias: string, expected: number | null): void {
  const revision = last?.revision ?? 0
  if (expected === null || expected === revision) return
  throw new DomainError('FAILED_PRECONDITION', `${alias} is at revision ${revision}: someone else moved it`, {
    field: 'expectedRevision',
    value: revision,
    expected: `revision ${expected}`,
  })
}

function checkMayName(alias: string, version: MoveRequest['version']): void {
  const needsApproved = alias === champion || alias === challenger
  const allowed = needsApproved ? version.state === 'APPROVED' : version.state !== 'REJECTED'
  if (allowed) return
  throw new DomainError(
    'FAILED_PRECONDITION',
    `${alias} cannot name ${version.id}, which is ${version.state.toLowerCase()}`,
    { field: 'version', value: version.state, expected: needsApproved ? 'APPROVED' : 'not REJECTED' },
  )
}
