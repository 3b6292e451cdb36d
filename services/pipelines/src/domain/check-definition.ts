import { DomainError } from '@headway/kit/errors'
import { builtInSteps, controlSteps, type Definition, type StepDefinition } from './definition.ts'
import { dependencies, parseReference, referencesIn, reservedNames } from './reference.ts'

/** INVALID_ARGUMENT naming the first thing that is wrong; `knownSteps` are those that workers announced. */
export function checkDefinition(definition: Definition, knownSteps: ReadonlySet<string>): void {
  const seen = new Set<string>()
  for (const step of definition.steps) {
    const at = `steps.${step.name}`
    if (seen.has(step.name)) throw wrong(`${at}.name`, step.name, 'a name that no other step has')
    if (reservedNames.has(step.name)) {
      throw wrong(`${at}.name`, step.name, `a name other than ${[...reservedNames].join(', ')}`)
    }
    seen.add(step.name)
  }
  for (const step of definition.steps) {
    checkUses(step, knownSteps)
    checkNeeds(definition, step)
    checkInputs(definition, step)
    checkParameters(definition, step)
    checkForEach(definition, step)
    checkBuiltIn(definition, step)
  }
  checkCycles(definition)
}

function checkUses(step: StepDefinition, knownSteps: ReadonlySet<string>): void {
  const isCommand = step.uses === 'command'
  if (isCommand !== (step.command !== null)) {
    throw wrong(`steps.${step.name}.uses`, step.uses, 'either a step in `uses` or a `command`')
  }
  if (isCommand || builtInSteps.has(step.uses) || controlSteps.has(step.uses)) return
  if (knownSteps.has(step.uses)) return
  const known = [...builtInSteps, ...controlSteps, ...knownSteps].sort().join(', ')
  throw wrong(`steps.${step.name}.uses`, step.uses, `a step that a worker announced: ${known}`)
}

function checkNeeds(definition: Definition, step: StepDefinition): void {
  step.needs.forEach((name, index) => {
    if (!has(definition, name)) {
      throw wrong(`steps.${step.name}.needs[${index}]`, name, `one of ${names(definition)}`)
    }
  })
}

function checkInputs(definition: Definition, step: StepDefinition): void {
  for (const [name, text] of Object.entries(step.inputs)) {
    const field = `steps.${step.name}.inputs.${name}`
    const reference = parseReference(text, field)
    if (reference.from === 'run' || reference.from === 'event' || reference.from === 'dataset') {
      throw wrong(field, text, 'artifacts: parameters.<name>, champion.manifest or <step>.<output>')
    }
    if (reference.from === 'champion' && reference.name !== 'manifest') {
      throw wrong(field, text, 'champion.manifest')
    }
    if (reference.from !== 'step') continue
    const source = definition.steps.find((each) => each.name === reference.step)
    if (!source) throw wrong(field, text, `one of the steps ${names(definition)}`)
    if (controlSteps.has(source.uses)) throw wrong(field, text, 'a step that yields artifacts')
    const sameChunks =
      step.forEach !== null &&
      source.forEach?.items === step.forEach.items &&
      source.forEach.chunkSize === step.forEach.chunkSize
    if (reference.chunk && !sameChunks) {
      throw wrong(field, text, `[chunk] only where ${step.name} and ${source.name} have the same forEach`)
    }
  }
}

function checkParameters(definition: Definition, step: StepDefinition): void {
  for (const { text, field } of referencesIn(step.parameters, `steps.${step.name}.parameters`)) {
    const reference = parseReference(text, field)
    if (reference.from === 'event' || reference.from === 'dataset') {
      throw wrong(field, text, `${reference.from}.… only in a trigger`)
    }
    if (reference.from !== 'step') continue
    const source = definition.steps.find((each) => each.name === reference.step)
    if (!source) throw wrong(field, text, `one of the steps ${names(definition)}`)
    if (source.forEach || reference.chunk) throw wrong(field, text, 'a value of a step without forEach')
  }
}

function checkForEach(definition: Definition, step: StepDefinition): void {
  if (!step.forEach) return
  const field = `steps.${step.name}.forEach.items`
  const text = step.forEach.items
  const reference = parseReference(text, field)
  const expected =
    'one artifact, a JSON array: parameters.<name> or <step>.<output> of a step without forEach'
  if (reference.from === 'parameters') return
  if (reference.from !== 'step' || reference.chunk) throw wrong(field, text, expected)
  const source = definition.steps.find((each) => each.name === reference.step)
  if (!source) throw wrong(field, text, `one of the steps ${names(definition)}`)
  if (source.forEach || controlSteps.has(source.uses)) throw wrong(field, text, expected)
}

function checkBuiltIn(definition: Definition, step: StepDefinition): void {
  const isBuiltIn = builtInSteps.has(step.uses) || controlSteps.has(step.uses)
  if (!isBuiltIn) return
  const at = `steps.${step.name}`
  if (step.forEach) throw wrong(`${at}.forEach`, step.forEach.items, `no forEach: ${step.uses} runs once`)
  const twin = definition.steps.find((each) => each !== step && each.uses === step.uses)
  if (twin) throw wrong(`${at}.uses`, step.uses, `one ${step.uses} in a pipeline`)
  const inputs: Record<string, string[]> = {
    'headway/gate': ['models', 'errors'],
    'headway/propose': ['models'],
  }
  for (const input of inputs[step.uses] ?? []) {
    if (step.inputs[input] === undefined)
      throw wrong(`${at}.inputs.${input}`, null, `an input for ${step.uses}`)
  }
  if (step.uses === 'headway/gate') return
  if (definition.model === null) throw wrong('model', null, `the model that ${step.uses} is about`)
  if (step.uses !== 'headway/propose' && !definition.steps.some(({ uses }) => uses === 'headway/propose')) {
    throw wrong(`${at}.uses`, step.uses, 'a headway/propose step before it')
  }
}

/** Walks the steps depth first; a step met again on its own path closes a cycle. */
function checkCycles(definition: Definition): void {
  const done = new Set<string>()
  const visit = (step: StepDefinition, path: string[]): void => {
    if (done.has(step.name)) return
    if (path.includes(step.name)) {
      const cycle = [...path.slice(path.indexOf(step.name)), step.name].join(' → ')
      throw new DomainError('INVALID_ARGUMENT', `the steps form a cycle: ${cycle}`, {
        field: `steps.${step.name}`,
        value: cycle,
        expected: 'steps that do not wait for themselves',
      })
    }
    for (const name of dependencies(definition, step)) {
      const before = definition.steps.find((each) => each.name === name)
      if (before) visit(before, [...path, step.name])
    }
    done.add(step.name)
  }
  for (const step of definition.steps) visit(step, [])
}

function has(definition: Definition, name: string): boolean {
  return definition.steps.some((step) => step.name === name)
}

function names(definition: Definition): string {
  return definition.steps.map(({ name }) => name).join(', ')
}

function wrong(field: string, value: unknown, expected: string): DomainError {
  const shown = value === null ? 'missing' : `"${String(value)}"`
  return new DomainError('INVALID_ARGUMENT', `${field} is ${shown}, expected ${expected}`, {
    field,
    value,
    expected,
  })
}
