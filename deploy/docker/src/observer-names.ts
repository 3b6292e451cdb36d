import { z } from 'zod'

/** The names of readers of events from outside, separated by commas; each is a user of the bus and a consumer. */
export const observerNames = z
  .string()
  .default('observer')
  .transform((text) =>
    text
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  )
  .pipe(z.array(z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, 'expected names of a-z, 0-9 and hyphens')))
