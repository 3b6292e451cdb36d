import { expect, test } from 'vitest'
import { untilUnwell } from './until-unwell.ts'

test('three bad answers on end are what counts', async () => {
  const answers = [false, false, true, false, true, false, false, false, true]

  await untilUnwell(async () => answers.shift() === true, new AbortController().signal, 1)

  expect(answers).toEqual([true])
})

test('nothing is asked once it is over', async () => {
  const over = AbortSignal.abort()

  await untilUnwell(() => Promise.reject(new Error('asked')), over, 1)
})
