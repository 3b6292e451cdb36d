import { expect, test } from 'vitest'
import { until } from './until.ts'

test('until gives the first answer that is there', async () => {
  let asked = 0

  const answer = await until(() => (++asked < 3 ? undefined : asked), { intervalMs: 1 })

  expect(answer).toBe(3)
})

test('until says what did not happen and why', async () => {
  const condition = () => {
    throw new Error('not there')
  }

  const failure = until(condition, { timeoutMs: 5, intervalMs: 1, what: 'the port is open' })

  await expect(failure).rejects.toThrow('not within 5 ms: the port is open')
  await expect(failure).rejects.toMatchObject({ cause: new Error('not there') })
})
