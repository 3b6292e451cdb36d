import { hashText, isSignedBy } from '../adapters/audit-signer.ts'
import type { Context } from '../context.ts'
import { type AuditEntry, type ChainState, findAuditProblem, firstPreviousHash } from '../domain/audit.ts'
import { getAuditHead, loadAuditKeys, readAuditEntries } from '../store/audit-entries.ts'
import { getModel } from '../store/models.ts'

export type AuditVerification = {
  valid: boolean
  entryCount: number
  headHash: string | null
  brokenAt: number | null
  problem: string | null
}

const batchSize = 500

/** Recomputes a model's chain from its first entry, checks every signature, and that the chain is as long as it was. */
export async function verifyAuditLog({ db }: Pick<Context, 'db'>, name: string): Promise<AuditVerification> {
  const model = await getModel(db, name)
  const head = await getAuditHead(db, model.ref)
  const keys = new Map<string, string | undefined>()
  const isSigned = ({ keyId, hash, signature }: AuditEntry) => {
    const key = keys.get(keyId)
    return key !== undefined && isSignedBy(key, hash, signature)
  }
  let state: ChainState = { sequence: 0, hash: firstPreviousHash }
  while (true) {
    const entries = await readAuditEntries(db, model.ref, state.sequence, batchSize)
    if (entries.length === 0) break
    for (const id of new Set(entries.map(({ keyId }) => keyId))) {
      if (!keys.has(id)) keys.set(id, (await loadAuditKeys(db, [id]))[0]?.publicKey)
    }
    for (const entry of entries) {
      const problem = findAuditProblem(state, entry, { hash: hashText, isSigned })
      if (problem) return broken(state, problem)
      state = { sequence: entry.sequence, hash: entry.hash }
    }
  }
  if (state.sequence < head.sequence || (state.sequence === head.sequence && state.hash !== head.hash)) {
    return broken(state, 'the log ends before the head that was signed last')
  }
  return {
    valid: true,
    entryCount: state.sequence,
    headHash: state.sequence === 0 ? null : state.hash,
    brokenAt: null,
    problem: null,
  }
}

function broken(state: ChainState, problem: string): AuditVerification {
  return {
    valid: false,
    entryCount: state.sequence,
    headHash: state.sequence === 0 ? null : state.hash,
    brokenAt: state.sequence + 1,
    problem,
  }
}
