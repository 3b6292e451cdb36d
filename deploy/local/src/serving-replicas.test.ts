import { expect, test } from 'vitest'
import { servingReplicas } from './serving-replicas.ts'

test('there is one serving process unless more are asked for', () => {
  expect(servingReplicas({})).toEqual(['serving'])
  expect(servingReplicas({ HEADWAY_SERVING_REPLICAS: '3' })).toEqual(['serving', 'serving-2', 'serving-3'])
})

test('a number of replicas that is none is refused', () => {
  expect(() => servingReplicas({ HEADWAY_SERVING_REPLICAS: 'two' })).toThrow('expected 1 to 9')
  expect(() => servingReplicas({ HEADWAY_SERVING_REPLICAS: '0' })).toThrow('expected 1 to 9')
})
