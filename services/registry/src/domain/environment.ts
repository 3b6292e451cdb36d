import { DomainError } from '@headway/kit/errors'

export type Library = { name: string; version: string }

/** What code ran in when it trained. */
export type Environment = {
  digest: string
  runtime: string
  platform: string
  lockfileDigest: string | null
  libraries: Library[]
  recordedAt: Date
}

/**
 * Reads the environment that a worker recorded: `{ runtime: { name, version } or text, platform: { os, architecture,
 * release } or text, libraries: [{ name, version }] or { name: version }, lockfileDigest }`. INVALID_ARGUMENT names
 * what is missing.
 */
export function parseEnvironment(digest: string, text: string, recordedAt: Date): Environment {
  const value = parseObject(text)
  return {
    digest,
    runtime: readRuntime(value.runtime),
    platform: readPlatform(value.platform),
    lockfileDigest: typeof value.lockfileDigest === 'string' ? value.lockfileDigest : null,
    libraries: readLibraries(value.libraries ?? []),
    recordedAt,
  }
}

function readRuntime(value: unknown): string {
  if (typeof value !== 'object' || value === null) return readText(value, 'environment.runtime')
  const { name, version } = value as { name?: unknown; version?: unknown }
  return `${readText(name, 'environment.runtime.name')} ${readText(version, 'environment.runtime.version')}`
}

function readPlatform(value: unknown): string {
  if (typeof value !== 'object' || value === null) return readText(value, 'environment.platform')
  const { os, architecture, release } = value as Record<string, unknown>
  const kind = `${readText(os, 'environment.platform.os')}-${readText(architecture, 'environment.platform.architecture')}`
  return typeof release === 'string' ? `${kind} ${release}` : kind
}

function readLibraries(value: unknown): Library[] {
  const listed = Array.isArray(value)
    ? value
    : Object.entries(value as object).map(([name, version]) => ({ name, version }))
  const libraries = listed.map((entry: { name?: unknown; version?: unknown }, index) => ({
    name: readText(entry?.name, `environment.libraries[${index}].name`),
    version: readText(entry?.version, `environment.libraries[${index}].version`),
  }))
  // A tree of packages may hold the same library in several places.
  const named = new Map(libraries.map((library) => [`${library.name} ${library.version}`, library]))
  return [...named].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, library]) => library)
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>
    }
  } catch {
    // Told below, with the beginning of the text.
  }
  throw new DomainError('INVALID_ARGUMENT', 'the environment is not a JSON object', {
    field: 'environment',
    value: text.slice(0, 80),
    expected: 'a JSON object with runtime, platform and libraries',
  })
}

function readText(value: unknown, field: string): string {
  if (typeof value === 'string' && value !== '') return value
  throw new DomainError('INVALID_ARGUMENT', `${field} is missing`, { field, value, expected: 'some text' })
}
