import { expect, test } from 'vitest'
import { compareEvents } from './compare-events.ts'

const emitted = (order: number, id: string, aggregate = 'run') => ({
  service: 'pipelines',
  order,
  id,
  type: 'told',
  aggregate,
})
const read = (...ids: string[]) =>
  ids.map((id, at) => ({
    sequence: at + 1,
    id,
    type: 'told',
    data: {},
    source: { stream: 'PIPELINES', sequence: at + 1 },
  }))

test('events that are each told once and in order are what is wanted', () => {
  const tally = compareEvents([emitted(1, 'a'), emitted(2, 'b')], read('a', 'b', 'of another publisher'))

  expect(tally).toEqual({ emitted: 2, lost: [], doubled: [], disordered: [] })
})

test('an event that is not told is lost, one told twice is doubled', () => {
  const tally = compareEvents([emitted(1, 'a'), emitted(2, 'b')], read('a', 'a'))

  expect(tally).toMatchObject({ lost: ['told b'], doubled: ['told a'] })
})

test('order counts among events about the same thing alone', () => {
  const events = [emitted(1, 'a'), emitted(2, 'b'), emitted(3, 'c', 'another run')]

  expect(compareEvents(events, read('c', 'a', 'b')).disordered).toEqual([])
  expect(compareEvents(events, read('c', 'b', 'a')).disordered).toEqual(['told a'])
})

test("whatever its change, an event comes after those before it in its publisher's stream", () => {
  const [first, second] = read('a', 'b')
  if (!first || !second) throw new Error('two events were made')

  expect(compareEvents([], [second, first]).disordered).toEqual(['told a'])
})
