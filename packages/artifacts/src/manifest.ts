import { DomainError } from '@headway/kit/errors'
import { z } from 'zod'
import { canonicalKey } from './partition-key.ts'

export const manifestFormat = 'headway.manifest/1'

const digest = z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 lower-case hexadecimal characters')
const key = z.array(z.string())
const metrics = z.record(z.string(), z.number())

const partition = z.object({
  key,
  pack: digest,
  offset: z.int().nonnegative(),
  length: z.int().positive(),
  sha256: digest,
  metrics: metrics.default({}),
  verdict: z.enum(['BETTER', 'NON_INFERIOR', 'WORSE', 'TOO_LITTLE_DATA']).nullable().default(null),
  reason: z.string().nullable().default(null),
  trainedRows: z.int().nonnegative().nullable().default(null),
  run: z.string().nullable().default(null),
  /** In a complete manifest: the version this artifact came from, null where the version itself changed it. */
  inheritedFrom: z.string().nullable().optional(),
  pinned: z.boolean().optional(),
})

const tensor = z.looseObject({ name: z.string(), datatype: z.string(), shape: z.array(z.int()) })

const modelDefinition = z.looseObject({
  partitionedBy: z.array(z.string()),
  signature: z.looseObject({
    inputs: z.array(tensor),
    features: z.array(z.string()),
    outputs: z.array(tensor),
  }),
  baseline: z.array(
    z.object({
      output: z.string(),
      constant: z.number(),
      terms: z.array(z.object({ feature: z.string(), weight: z.number() })),
    }),
  ),
})

const manifest = z.object({
  format: z.literal(manifestFormat),
  model: z.string().min(1),
  parent: z.string().nullable(),
  /** True when every partition of the version is listed; otherwise only those that differ from the parent. */
  complete: z.boolean().default(false),
  version: z.string().nullable().optional(),
  partitions: z.array(partition),
  removed: z.array(key).default([]),
  metrics: metrics.default({}),
  environment: digest.nullable().default(null),
  code: z.string().nullable().default(null),
  datasetVersions: z.array(z.string()).default([]),
  run: z.string().nullable().default(null),
  /** Parquet tables of how the training features of the changed partitions were distributed. */
  profiles: z.array(digest).default([]),
  modelDefinition: modelDefinition.optional(),
})

export type Manifest = z.output<typeof manifest>
/** A manifest as it is written by hand: what has a default may be left out. */
export type ManifestDraft = z.input<typeof manifest>
export type ManifestPartition = Manifest['partitions'][number]
export type PartitionVerdict = NonNullable<ManifestPartition['verdict']>
export type ManifestModelDefinition = NonNullable<Manifest['modelDefinition']>

/**
 * Reads a manifest from its JSON bytes or a parsed value. INVALID_ARGUMENT names the partition and field that are
 * wrong, a partition listed twice, or one that is both listed and removed.
 */
export function parseManifest(source: Uint8Array | string | object): Manifest {
  const raw = readJson(source)
  const result = manifest.safeParse(raw)
  if (!result.success) throw invalid(raw, result.error)
  refuseDuplicates(result.data)
  return result.data
}

/** The JSON bytes to store: partitions ordered by canonical key, so that equal content has one digest. */
export function serializeManifest(draft: ManifestDraft): Buffer {
  const parsed = parseManifest(draft)
  const keyed = parsed.partitions.map((entry) => ({ key: canonicalKey(entry.key), entry }))
  keyed.sort((a, b) => compare(a.key, b.key))
  const removed = [...parsed.removed].sort((a, b) => compare(canonicalKey(a), canonicalKey(b)))
  return Buffer.from(JSON.stringify({ ...parsed, partitions: keyed.map(({ entry }) => entry), removed }))
}

function readJson(source: Uint8Array | string | object): unknown {
  if (typeof source !== 'string' && !(source instanceof Uint8Array)) return source
  const text = typeof source === 'string' ? source : new TextDecoder().decode(source)
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new DomainError('INVALID_ARGUMENT', 'the manifest is not JSON', {
      cause,
      field: 'manifest',
      value: text.slice(0, 80),
      expected: `a JSON object with "format": "${manifestFormat}"`,
    })
  }
}

function refuseDuplicates({ partitions, removed }: Manifest): void {
  const seen = new Map<string, string>()
  const add = (values: readonly string[], field: string) => {
    const name = canonicalKey(values)
    const before = seen.get(name)
    if (before !== undefined) {
      throw new DomainError(
        'INVALID_ARGUMENT',
        `partition "${name}" is named twice, by ${before} and ${field}`,
        {
          field,
          value: name,
          expected: 'every partition at most once',
        },
      )
    }
    seen.set(name, field)
  }
  partitions.forEach((entry, index) => {
    add(entry.key, `partitions[${index}].key`)
  })
  removed.forEach((values, index) => {
    add(values, `removed[${index}]`)
  })
}

function invalid(raw: unknown, error: z.ZodError): DomainError {
  const issue = error.issues[0]
  const path = issue?.path ?? []
  const field = path.map((part, index) => pathPart(part, index)).join('')
  const name = partitionName(raw, path)
  const where = name === undefined ? field || 'the manifest' : `partition "${name}", ${field}`
  return new DomainError('INVALID_ARGUMENT', `${where}: ${issue?.message ?? 'invalid'}`, {
    cause: error,
    field: field || 'manifest',
    value: valueAt(raw, path),
    expected: issue?.message,
    details: name === undefined ? undefined : { partition: name },
  })
}

function pathPart(part: PropertyKey, index: number): string {
  if (typeof part === 'number') return `[${part}]`
  return index === 0 ? String(part) : `.${String(part)}`
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  const value = path.reduce<unknown>(
    (at, part) => (at as Record<PropertyKey, unknown> | undefined)?.[part],
    raw,
  )
  return typeof value === 'object' && value !== null ? JSON.stringify(value).slice(0, 200) : value
}

function partitionName(raw: unknown, path: readonly PropertyKey[]): string | undefined {
  if (path[0] !== 'partitions' || typeof path[1] !== 'number') return undefined
  const values = (raw as { partitions: { key?: unknown }[] }).partitions[path[1]]?.key
  if (!Array.isArray(values) || !values.every((value) => typeof value === 'string')) return undefined
  return canonicalKey(values)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
