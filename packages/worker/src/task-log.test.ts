import { expect, test } from 'vitest'
import { openTaskLog } from './task-log.ts'

test('a log that grows too long keeps its beginning and its end, and says what is missing', () => {
  const log = openTaskLog()
  log.add('the beginning')
  for (let line = 0; line < 30_000; line++) log.add(`line ${line} ${'x'.repeat(60)}`)
  log.add('the end')

  const text = log.text()

  expect(text.length).toBeLessThan(1_200_000)
  expect(text.startsWith('the beginning\nline 0 ')).toBe(true)
  expect(text.endsWith('the end\n')).toBe(true)
  expect(text).toMatch(/… \d+ characters left out …/)
  expect(log.tail()).toHaveLength(4000)
  expect(log.tail().endsWith('the end\n')).toBe(true)
})

test('a short log is kept whole', () => {
  const log = openTaskLog()
  log.add('one')
  log.add('two')

  expect(log.text()).toBe('one\ntwo\n')
  expect(log.tail()).toBe('one\ntwo\n')
})
