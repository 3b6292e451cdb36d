export type AuditEntry = {
  model: string
  sequence: number
  at: Date
  actor: string
  action: string
  subject: string
  details: unknown
  previousHash: string
  hash: string
  signature: string
  keyId: string
}

export type AuditKey = { id: string; publicKey: string; firstUsedAt: Date }

export const firstPreviousHash = '0'.repeat(64)

/** The text that an entry's hash covers: JSON with sorted names, so that it survives storage as JSON. */
export function auditText(entry: Omit<AuditEntry, 'hash' | 'signature' | 'keyId'>): string {
  const { model, sequence, at, actor, action, subject, details, previousHash } = entry
  return canonicalJson({
    model,
    sequence,
    at: at.toISOString(),
    actor,
    action,
    subject,
    details,
    previousHash,
  })
}

export type AuditChecks = {
  hash: (text: string) => string
  /** Whether the signature over the hash is the key's. */
  isSigned: (entry: AuditEntry) => boolean
}

export type ChainState = { sequence: number; hash: string }

/** What is wrong with the next entry of a chain; undefined when it follows. */
export function findAuditProblem(
  before: ChainState,
  entry: AuditEntry,
  { hash, isSigned }: AuditChecks,
): string | undefined {
  if (entry.sequence !== before.sequence + 1) {
    return `entry ${before.sequence + 1} is missing: the next is ${entry.sequence}`
  }
  if (entry.previousHash !== before.hash) return 'it does not follow the entry before it'
  if (hash(auditText(entry)) !== entry.hash) return 'its content does not match its hash'
  if (!isSigned(entry)) return 'its signature does not verify'
  return undefined
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`)
    return `{${members.join(',')}}`
  }
  return JSON.stringify(value)
}
