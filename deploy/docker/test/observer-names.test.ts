import { expect, test } from 'vitest'
import { observerNames } from '../src/observer-names.ts'

test('readers from outside are named with commas between them', () => {
  expect(observerNames.parse('signage, planning,')).toEqual(['signage', 'planning'])
})

test('a reader from outside cannot have the name of a part, which nats-server would not start with', () => {
  expect(() => observerNames.parse('signage,monitoring')).toThrow('no part of Headway has')
  expect(() => observerNames.parse('admin')).toThrow('no part of Headway has')
})
