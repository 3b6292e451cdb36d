import { afterAll } from 'vitest'
import { closeLeftOpen } from './left-open.ts'

// Runs in every test file: what it leaves running makes it fail.
afterAll(async () => {
  const left = await closeLeftOpen()
  if (left.length > 0) {
    throw new Error(
      `left open by this file: ${left.join(', ')}; write "await using", or close it in afterAll`,
    )
  }
})
