import { DomainError } from '@headway/kit/errors'
import type { Kysely } from 'kysely'
import type { StepDefinition } from '../domain/definition.ts'
import { parseReference, replaceReferences } from '../domain/reference.ts'
import type { Run } from '../domain/run.ts'
import type { Database } from '../store/database.ts'
import { listResults } from '../store/tasks.ts'

type Results = Awaited<ReturnType<typeof listResults>>

/** What a step is given, as digests: for every input one list, or one per chunk. */
export type ResolvedStep = {
  inputs: Record<string, string[]>
  /** Inputs that differ by chunk: name → chunk → digest. */
  byChunk: Record<string, string[]>
  /** The artifact that lists the items of a forEach step. */
  items: string | null
  parameters: Record<string, unknown>
}

/** Finds what a step's references stand for, now that the steps before it have ended. */
export async function resolveStep(
  db: Kysely<Database>,
  run: Run,
  step: StepDefinition,
): Promise<ResolvedStep> {
  const seen = new Map<string, Results>()
  const resultsOf = async (name: string): Promise<Results> => {
    const found = seen.get(name) ?? (await listResults(db, run.id, name))
    seen.set(name, found)
    return found
  }
  const inputs: Record<string, string[]> = {}
  const byChunk: Record<string, string[]> = {}
  for (const [name, text] of Object.entries(step.inputs)) {
    const field = `steps.${step.name}.inputs.${name}`
    const reference = parseReference(text, field)
    const digests = await artifactsOf(run, text, field, resultsOf)
    if (reference.from === 'step' && reference.chunk) byChunk[name] = digests
    else inputs[name] = digests
  }
  let items: string | null = null
  if (step.forEach) {
    const field = `steps.${step.name}.forEach.items`
    const digests = await artifactsOf(run, step.forEach.items, field, resultsOf)
    if (digests.length !== 1 || digests[0] === undefined) {
      throw missing(step.forEach.items, field, 'one artifact: a JSON array')
    }
    items = digests[0]
  }
  // References are looked up first: replacing them is not asynchronous.
  for (const name of stepsIn(step)) await resultsOf(name)
  const parameters = replaceReferences(step.parameters, (text) =>
    parameterValue(run, text, `steps.${step.name}.parameters`, seen),
  ) as Record<string, unknown>
  return { inputs, byChunk, items, parameters }
}

async function artifactsOf(
  run: Run,
  text: string,
  field: string,
  resultsOf: (name: string) => Promise<Results>,
): Promise<string[]> {
  const reference = parseReference(text, field)
  if (reference.from === 'champion') return run.champion ? [run.champion.manifest] : []
  if (reference.from === 'parameters') return [run.parameters[reference.name]].flat() as string[]
  if (reference.from !== 'step') throw missing(text, field, 'artifacts')
  const results = await resultsOf(reference.step)
  return results.map(({ outputs, chunk }) => {
    const output = outputs[reference.name]
    if (output) return output.digest
    const expected = `one of ${Object.keys(outputs).join(', ') || 'no outputs'} (chunk ${chunk})`
    throw missing(text, field, expected)
  })
}

function parameterValue(
  run: Run,
  text: string,
  field: string,
  results: ReadonlyMap<string, Results>,
): unknown {
  const reference = parseReference(text, field)
  if (reference.from === 'parameters') return run.parameters[reference.name]
  if (reference.from === 'run') return run.id
  if (reference.from === 'champion') return run.champion?.[reference.name] ?? null
  if (reference.from !== 'step') throw missing(text, field, 'a value')
  const value = results.get(reference.step)?.[0]?.values[reference.name]
  if (value !== undefined) return value
  throw missing(text, field, `a value that step ${reference.step} yields`)
}

function stepsIn(step: StepDefinition): string[] {
  const names: string[] = []
  replaceReferences(step.parameters, (text) => {
    const reference = parseReference(text, `steps.${step.name}.parameters`)
    if (reference.from === 'step') names.push(reference.step)
    return null
  })
  return names
}

function missing(value: string, field: string, expected: string): DomainError {
  return new DomainError('FAILED_PRECONDITION', `${field} refers to ${value}, which was not yielded`, {
    field,
    value,
    expected,
  })
}
