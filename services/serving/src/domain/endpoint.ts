import { DomainError } from '@headway/kit/errors'
import type { Engine } from './engine.ts'

/**
 * PRIMARY answers; CANARY answers its share of the partitions in the primary's place; SHADOW answers a share beside it, for
 * the log alone; CHALLENGER is loaded and answers those who ask for its version.
 */
export type VariantRole = 'PRIMARY' | 'CHALLENGER' | 'CANARY' | 'SHADOW'

/** One version in the place where an alias put it. */
export type AliasedVersion = { versionId: string; revision: number; manifestDigest: string }

export type VariantSpec = {
  name: string
  role: VariantRole
  alias: string
  /** Share of the partitions, 0 to 1, of a CANARY or SHADOW; null for the other roles. */
  weight: number | null
}

export type EndpointSpec = {
  name: string
  model: string
  variants: VariantSpec[]
  /** Share of the predicted rows that are logged, 0 to 1. */
  logShare: number
}

export type Variant = VariantSpec & {
  endpoint: string
  model: string
  desired: AliasedVersion | null
  live: (AliasedVersion & { partitionCount: number; since: Date }) | null
}

export type Endpoint = Omit<EndpointSpec, 'variants'> & {
  /** What may run its models; null leaves it to the replica's setting. */
  engine: Engine | null
  createdAt: Date
  createdBy: string
  variants: Variant[]
}

export const defaultVariants: VariantSpec[] = [
  { name: 'primary', role: 'PRIMARY', alias: 'champion', weight: null },
  { name: 'challenger', role: 'CHALLENGER', alias: 'challenger', weight: null },
]

const endpointName = /^[a-z][a-z0-9_-]{0,62}$/

/** The endpoint asked for, checked, the primary variant first. */
export function checkEndpoint(spec: EndpointSpec): EndpointSpec {
  if (!endpointName.test(spec.name)) {
    throw invalid('name', spec.name, 'a letter, then letters, digits, - and _; lower case; at most 63')
  }
  if (spec.model === '') throw invalid('model', spec.model, "a model's name")
  if (!(spec.logShare >= 0 && spec.logShare <= 1)) {
    throw invalid('logShare', spec.logShare, 'a number from 0 to 1')
  }
  const names = new Set<string>()
  for (const [index, variant] of spec.variants.entries()) {
    if (!endpointName.test(variant.name) || names.has(variant.name)) {
      throw invalid(`variants[${index}].name`, variant.name, 'a name used once')
    }
    if (variant.alias === '') throw invalid(`variants[${index}].alias`, variant.alias, "an alias's name")
    checkWeight(`variants[${index}].weight`, variant)
    names.add(variant.name)
  }
  checkCanaries(spec.variants)
  const primaries = spec.variants.filter((variant) => variant.role === 'PRIMARY').length
  if (primaries !== 1) throw invalid('variants', primaries, 'one PRIMARY variant')
  const byRole = (variant: VariantSpec) => (variant.role === 'PRIMARY' ? 0 : 1)
  return { ...spec, variants: spec.variants.toSorted((a, b) => byRole(a) - byRole(b)) }
}

/** INVALID_ARGUMENT when a variant has a weight that its role does not take. */
export function checkWeight(field: string, { role, weight }: Pick<VariantSpec, 'role' | 'weight'>): void {
  if (role === 'CANARY' || role === 'SHADOW') {
    if (weight !== null && weight >= 0 && weight <= 1) return
    throw invalid(field, weight, 'a share of the partitions from 0 to 1')
  }
  if (weight !== null) throw invalid(field, weight, `left out for a ${role} variant`)
}

/** INVALID_ARGUMENT when the canaries together ask for more than all partitions. */
export function checkCanaries(variants: readonly Pick<VariantSpec, 'role' | 'weight'>[]): void {
  const total = variants.reduce((sum, { role, weight }) => sum + (role === 'CANARY' ? (weight ?? 0) : 0), 0)
  if (total > 1) throw invalid('variants', total, 'canaries whose weights add up to at most 1')
}

/** Whether an endpoint that is there is the one asked for. */
export function isSameEndpoint(endpoint: Endpoint, spec: EndpointSpec): boolean {
  const content = ({ model, logShare, variants }: EndpointSpec) =>
    JSON.stringify([
      model,
      logShare,
      variants.map(({ name, role, alias, weight }) => [name, role, alias, weight]),
    ])
  return content(endpoint) === content(spec)
}

/** The variant that answers. */
export function primaryOf<V extends { role: VariantRole }>(variants: readonly V[]): V | undefined {
  return variants.find((variant) => variant.role === 'PRIMARY')
}

function invalid(field: string, value: unknown, expected: string): DomainError {
  return new DomainError('INVALID_ARGUMENT', `${field} must be ${expected}`, { field, value, expected })
}
