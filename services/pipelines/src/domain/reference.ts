import { DomainError } from '@headway/kit/errors'
import { type Definition, implicitNeed, type StepDefinition } from './definition.ts'

/** Where an input or a parameter comes from. */
export type Reference =
  | { from: 'parameters'; name: string }
  | { from: 'champion'; name: 'manifest' | 'version' }
  | { from: 'run'; name: 'id' }
  | { from: 'event'; name: string }
  | { from: 'dataset'; dataset: string; name: 'files' | 'version' }
  | { from: 'step'; step: string; name: string; chunk: boolean }

export const reservedNames: ReadonlySet<string> = new Set([
  'parameters',
  'champion',
  'run',
  'event',
  'dataset',
])

const form = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_.-]+?)(\[chunk\])?$/

const datasetForm = /^([a-z0-9][a-z0-9_-]*)\.(files|version)$/

/**
 * Reads `parameters.x`, `champion.manifest`, `run.id`, `event.x`, `dataset.<name>.files`, `dataset.<name>.version`,
 * `<step>.<output>` and `<step>.<output>[chunk]`.
 */
export function parseReference(text: string, field: string): Reference {
  const match = form.exec(text)
  const [, first, name, chunk] = match ?? []
  if (first === undefined || name === undefined) throw badReference(text, field)
  if (!reservedNames.has(first)) return { from: 'step', step: first, name, chunk: chunk !== undefined }
  if (chunk !== undefined) throw badReference(text, field)
  if (first === 'parameters') return { from: 'parameters', name }
  if (first === 'event') return { from: 'event', name }
  if (first === 'run' && name === 'id') return { from: 'run', name }
  if (first === 'champion' && (name === 'manifest' || name === 'version')) return { from: 'champion', name }
  const [, dataset, fact] = (first === 'dataset' && datasetForm.exec(name)) || []
  if (dataset !== undefined) return { from: 'dataset', dataset, name: fact as 'files' | 'version' }
  throw badReference(text, field)
}

/** The references inside a value: every `{ "$ref": "…" }`, with the path it lies at. */
export function referencesIn(value: unknown, field: string): { text: string; field: string }[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => referencesIn(each, `${field}[${index}]`))
  if (typeof value !== 'object' || value === null) return []
  const text = (value as Record<string, unknown>).$ref
  if (typeof text === 'string' && Object.keys(value).length === 1) return [{ text, field }]
  return Object.entries(value).flatMap(([name, each]) => referencesIn(each, `${field}.${name}`))
}

/** A copy of the value with every `{ "$ref": "…" }` replaced by what it stands for. */
export function replaceReferences(value: unknown, lookUp: (text: string) => unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => replaceReferences(each, lookUp))
  if (typeof value !== 'object' || value === null) return value
  const text = (value as Record<string, unknown>).$ref
  if (typeof text === 'string' && Object.keys(value).length === 1) return lookUp(text)
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, replaceReferences(each, lookUp)]),
  )
}

/** The names of the steps that must end before a step begins. */
export function dependencies(definition: Definition, step: StepDefinition): string[] {
  const at = `steps.${step.name}`
  const texts = [
    ...Object.entries(step.inputs).map(([name, text]) => ({ text, field: `${at}.inputs.${name}` })),
    ...(step.forEach ? [{ text: step.forEach.items, field: `${at}.forEach.items` }] : []),
    ...referencesIn(step.parameters, `${at}.parameters`),
  ]
  const named = texts.flatMap(({ text, field }) => {
    const reference = parseReference(text, field)
    return reference.from === 'step' ? [reference.step] : []
  })
  const found = new Set([...step.needs, ...named])
  const before = found.size === 0 ? implicitNeed(definition, step) : undefined
  if (before !== undefined) found.add(before)
  return [...found]
}

function badReference(value: string, field: string): DomainError {
  return new DomainError('INVALID_ARGUMENT', `"${value}" is not a reference`, {
    field,
    value,
    expected:
      'parameters.<name>, champion.manifest, champion.version, run.id or <step>.<name>; in a trigger event.<field>, dataset.<name>.files or dataset.<name>.version',
  })
}
