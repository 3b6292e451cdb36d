import { DomainError } from '@headway/kit/errors'
import type { Engine } from './engine.ts'

export type VariantRole = 'PRIMARY' | 'CHALLENGER'

/** One version in the place where an alias put it. */
export type AliasedVersion = { versionId: string; revision: number; manifestDigest: string }

export type VariantSpec = { name: string; role: VariantRole; alias: string }

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
  { name: 'primary', role: 'PRIMARY', alias: 'champion' },
  { name: 'challenger', role: 'CHALLENGER', alias: 'challenger' },
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
    names.add(variant.name)
  }
  const primaries = spec.variants.filter((variant) => variant.role === 'PRIMARY').length
  if (primaries !== 1) throw invalid('variants', primaries, 'one PRIMARY variant')
  const byRole = (variant: VariantSpec) => (variant.role === 'PRIMARY' ? 0 : 1)
  return { ...spec, variants: spec.variants.toSorted((a, b) => byRole(a) - byRole(b)) }
}

/** Whether an endpoint that is there is the one asked for. */
export function isSameEndpoint(endpoint: Endpoint, spec: EndpointSpec): boolean {
  const content = ({ model, logShare, variants }: EndpointSpec) =>
    JSON.stringify([model, logShare, variants.map(({ name, role, alias }) => [name, role, alias])])
  return content(endpoint) === content(spec)
}

/** The variant that answers. */
export function primaryOf<V extends { role: VariantRole }>(variants: readonly V[]): V | undefined {
  return variants.find((variant) => variant.role === 'PRIMARY')
}

function invalid(field: string, value: unknown, expected: string): DomainError {
  return new DomainError('INVALID_ARGUMENT', `${field} must be ${expected}`, { field, value, expected })
}
