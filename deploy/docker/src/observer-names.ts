import { z } from 'zod'
import { busProcesses } from './bus-accounts.ts'

const taken = new Set<string>(['admin', ...busProcesses])

/** A reader of events from outside: a user of the bus and a consumer. nats-server takes no two users of one name. */
const observerName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,30}$/, 'expected names of a-z, 0-9 and hyphens')
  .refine((name) => !taken.has(name), 'expected names that no part of Headway has')

/** The names of readers of events from outside, separated by commas. */
export const observerNames = z
  .string()
  .default('observer')
  .transform((text) =>
    text
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  )
  .pipe(z.array(observerName))
