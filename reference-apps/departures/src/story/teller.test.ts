import { expect, onTestFinished, test, vi } from 'vitest'
import { openTeller } from './teller.ts'

function paper(isTTY: boolean) {
  const written: string[] = []
  return { isTTY, write: (text: string) => written.push(text), written }
}

test('on a terminal a bar is drawn anew in its line, and the next line takes its place', () => {
  const stream = paper(true)
  const tell = openTeller(stream)

  tell.scene('history')
  tell.bar('archiving', 1, 4)
  tell.bar('archiving', 2, 4)
  tell.say('done')

  const text = stream.written.join('')
  expect(text.split('\n')).toHaveLength(2)
  expect(text).toContain('25 %')
  expect(text).toContain('50 %')
  expect(text.endsWith('\r\u001b[2K[00:00] history    done\n')).toBe(true)
})

test('elsewhere a bar is told at most every few seconds', () => {
  const stream = paper(false)
  const tell = openTeller(stream)

  tell.scene('history')
  for (let done = 0; done <= 100; done++) tell.bar('archiving', done, 100)
  tell.add('28 days')

  expect(stream.written).toHaveLength(2)
  expect(stream.written[0]).toContain('0 %')
  expect(stream.written[1]).toBe(`${' '.repeat(19)}28 days\n`)
})

test('long work is told with its rate and the time left', () => {
  vi.useFakeTimers({ now: 0 })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  const stream = paper(true)
  const tell = openTeller(stream)

  tell.bar('reading days', 2, 12)
  vi.setSystemTime(20_000)
  tell.bar('reading days', 7, 12)

  expect(stream.written.at(-1)).toContain(' 58 % 7/12, 15.0 a minute, 00:20 left')
})
