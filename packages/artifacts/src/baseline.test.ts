import { expect, test } from 'vitest'
import { answerByBaseline } from './baseline.ts'

const definition = {
  features: ['delay', 'gap'],
  outputs: [{ name: 'p50' }, { name: 'p90' }],
  baseline: [{ output: 'p90', constant: 30, terms: [{ feature: 'gap', weight: 2 }] }],
}

test('the baseline answers the rows given for the outputs it declares', () => {
  const features = { width: 2, values: Float32Array.of(1, 10, 2, 20, 3, 30) }
  const targets = [new Float32Array(3), new Float32Array(3)]

  answerByBaseline(definition, features, [0, 2], targets)

  expect(targets.map((column) => [...column])).toEqual([
    [0, 0, 0],
    [50, 0, 90],
  ])
})
