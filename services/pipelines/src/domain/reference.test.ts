import { expect, test } from 'vitest'
import type { Definition, StepDefinition } from './definition.ts'
import { dependencies, parseReference, replaceReferences } from './reference.ts'

const step = (name: string, more: Partial<StepDefinition> = {}): StepDefinition => ({
  name,
  uses: 'x/y',
  command: null,
  version: null,
  needs: [],
  inputs: {},
  parameters: {},
  forEach: null,
  retry: { attempts: 1, backoffSeconds: 1 },
  timeoutSeconds: null,
  cache: true,
  queue: 'default',
  ...more,
})

test('a reference names its source', () => {
  expect(parseReference('parameters.x', 'f')).toEqual({ from: 'parameters', name: 'x' })
  expect(parseReference('champion.manifest', 'f')).toEqual({ from: 'champion', name: 'manifest' })
  expect(parseReference('train.models', 'f')).toEqual({
    from: 'step',
    step: 'train',
    name: 'models',
    chunk: false,
  })
  expect(parseReference('train.models[chunk]', 'f')).toMatchObject({ name: 'models', chunk: true })
  for (const wrong of ['train', 'train.', '.x', 'champion.x', 'run.name', 'parameters.x[chunk]', 'a b.c']) {
    expect(() => parseReference(wrong, 'steps.a.inputs.b')).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT', field: 'steps.a.inputs.b', value: wrong }),
    )
  }
})

test('references inside parameters are replaced at any depth, and nothing else is', () => {
  const value = { a: [{ $ref: 'plan.x' }, 1], b: { $ref: 'plan.y', other: 1 }, c: null }

  expect(replaceReferences(value, (text) => text.toUpperCase())).toEqual({
    a: ['PLAN.X', 1],
    b: { $ref: 'plan.y', other: 1 },
    c: null,
  })
})

test('a step waits for what it names in any way, and a control step for the one before it', () => {
  const gate = step('gate', { uses: 'headway/gate', inputs: { models: 'train.models' }, needs: ['check'] })
  const propose = step('propose', { uses: 'headway/propose', inputs: { models: 'train.models' } })
  const rollout = step('rollout', { uses: 'headway/rollout' })
  const each = step('each', {
    forEach: { items: 'plan.keys', chunkSize: 1 },
    parameters: { n: { $ref: 'count.n' } },
  })
  const definition: Definition = { model: 'm', endpoint: null, steps: [gate, propose, each, rollout] }

  expect(dependencies(definition, gate)).toEqual(['check', 'train'])
  expect(dependencies(definition, rollout)).toEqual(['propose'])
  expect(dependencies(definition, each)).toEqual(['plan', 'count'])
})
