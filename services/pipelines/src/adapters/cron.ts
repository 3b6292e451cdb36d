import { DomainError } from '@headway/kit/errors'
import { Cron } from 'croner'

/** The next time of a cron expression (UTC) after a moment, null when there is none; INVALID_ARGUMENT when it is none. */
export function nextTime(expression: string, after: Date): Date | null {
  try {
    return new Cron(expression, { timezone: 'UTC', paused: true }).nextRun(after)
  } catch (cause) {
    throw new DomainError('INVALID_ARGUMENT', `"${expression}" is not a cron expression`, {
      cause,
      field: 'cron',
      value: expression,
      expected: 'five or six fields: minute hour day month weekday, optionally seconds first',
    })
  }
}
