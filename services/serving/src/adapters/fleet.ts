import { DomainError } from '@headway/kit/errors'
import type { VariantRole } from '../domain/endpoint.ts'
import { primaryOf } from '../domain/endpoint.ts'
import type { ResidentVersion } from './resident-version.ts'

/** A variant as this replica answers it. */
export type ServedVariant = {
  name: string
  role: VariantRole
  alias: string
  weight: number | null
  revision: number
  version: ResidentVersion
  /** Ends the variant's hold on its version. */
  hold: Disposable
}

export type ServedEndpoint = {
  name: string
  model: string
  logShare: number
  variants: readonly ServedVariant[]
}

/** What this replica answers with: replaced endpoint by endpoint in one step, so a request sees one state. */
export class Fleet {
  readonly #endpoints = new Map<string, ServedEndpoint>()
  #isKnown = false

  list(): ServedEndpoint[] {
    return [...this.#endpoints.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  find(name: string): ServedEndpoint | undefined {
    return this.#endpoints.get(name)
  }

  /** From now on an endpoint that is not here does not exist. */
  markKnown(): void {
    this.#isKnown = true
  }

  /** NOT_FOUND when there is none; UNAVAILABLE while this replica cannot know: another one may. */
  get(name: string): ServedEndpoint {
    const endpoint = this.#endpoints.get(name)
    if (endpoint) return endpoint
    if (!this.#isKnown) {
      throw new DomainError('UNAVAILABLE', `this replica does not know its endpoints yet, nor ${name}`, {
        field: 'endpoint',
        value: name,
      })
    }
    throw new DomainError('NOT_FOUND', `there is no endpoint ${name}`, {
      field: 'endpoint',
      value: name,
      expected: 'the name of an endpoint',
    })
  }

  /** Artifacts that an endpoint's variants hold in memory; what variants share counts in each version of theirs once. */
  artifactCount(name: string): number {
    const versions = new Set(this.#endpoints.get(name)?.variants.map(({ version }) => version))
    return [...versions].reduce((sum, { artifactCount }) => sum + artifactCount, 0)
  }

  put(endpoint: ServedEndpoint): void {
    this.#endpoints.set(endpoint.name, endpoint)
  }

  /** Swaps one variant in; requests that hold the old version finish with it. */
  swap(name: string, variant: ServedVariant): void {
    const endpoint = this.get(name)
    const old = endpoint.variants.find((served) => served.name === variant.name)
    const others = endpoint.variants.filter((served) => served !== old)
    this.put({ ...endpoint, variants: [...others, variant].sort(byRole) })
    old?.hold[Symbol.dispose]()
  }

  /** Takes a variant out, such as one whose alias was refused and which had nothing before. */
  drop(name: string, variantName: string): void {
    const endpoint = this.get(name)
    const old = endpoint.variants.find((served) => served.name === variantName)
    this.put({ ...endpoint, variants: endpoint.variants.filter((served) => served !== old) })
    old?.hold[Symbol.dispose]()
  }

  remove(name: string): void {
    const endpoint = this.#endpoints.get(name)
    this.#endpoints.delete(name)
    for (const { hold } of endpoint?.variants ?? []) hold[Symbol.dispose]()
  }
}

/** The primary variant first, the others by name: which came into memory first says nothing. */
function byRole(a: ServedVariant, b: ServedVariant): number {
  if (a.role !== b.role) return a.role === 'PRIMARY' ? -1 : 1
  return a.name < b.name ? -1 : 1
}

/** The variant that a request asks for: the primary one, or the one that has the version asked. */
export function chooseVariant(endpoint: ServedEndpoint, versionId: string | null): ServedVariant {
  const primary = primaryOf(endpoint.variants)
  if (versionId === null) {
    if (primary) return primary
    throw new DomainError('UNAVAILABLE', `endpoint ${endpoint.name} has no version loaded yet`, {
      field: 'endpoint',
      value: endpoint.name,
    })
  }
  if (primary?.version.versionId === versionId) return primary
  const served = endpoint.variants.find(({ version }) => version.versionId === versionId)
  if (served) return served
  throw new DomainError('NOT_FOUND', `endpoint ${endpoint.name} has not loaded ${versionId}`, {
    field: 'versionId',
    value: versionId,
    expected: `one of ${endpoint.variants.map(({ version }) => version.versionId).join(', ') || 'none yet'}`,
  })
}
