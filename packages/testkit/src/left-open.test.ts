import { expect, test } from 'vitest'
import { closeLeftOpen, track } from './left-open.ts'

test('what was not closed is closed and named, newest first', async () => {
  const closed: string[] = []
  const kept = track('kept', async () => {
    closed.push('kept')
  })
  track('first', async () => {
    closed.push('first')
  })
  track('second', async () => {
    closed.push('second')
  })
  await kept[Symbol.asyncDispose]()

  const left = await closeLeftOpen()

  expect(left).toEqual(['second', 'first'])
  expect(closed).toEqual(['kept', 'second', 'first'])
})
