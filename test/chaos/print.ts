import type { Totals } from './final-checks.ts'
import { doors, type Finding } from './scenario.ts'

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`

/** One scenario in a line, and a line for everything that should not have been. */
export function findingLines({ name, note, wellAfterMs, runMs, loads, failures }: Finding): string[] {
  const requests = doors.map((door) => {
    const { answered, refused, longestGapMs } = loads[door]
    return `${door} ${answered} answered, ${refused} refused, gap ${seconds(longestGapMs)}`
  })
  const run = runMs === undefined ? '' : `, run of ${seconds(runMs)}`
  return [
    `${failures.length === 0 ? 'well  ' : 'FAILED'} ${name.padEnd(20)} ${note}: well after ${seconds(wellAfterMs)}${run}; ${requests.join('; ')}`,
    ...failures.map((failure) => `         ${failure}`),
  ]
}

/** All scenarios as a table. */
export function findingTable(findings: readonly Finding[]): string[] {
  const head = [
    'scenario',
    'well after',
    'run',
    'again',
    ...doors.flatMap((door) => [door, 'refused', 'gap']),
    '',
  ]
  const rows = findings.map(({ name, wellAfterMs, runMs, begunAgain, loads, failures }) => [
    name,
    seconds(wellAfterMs),
    runMs === undefined ? '-' : seconds(runMs),
    String(begunAgain),
    ...doors.flatMap((door) => {
      const { answered, refused, longestGapMs } = loads[door]
      return [String(answered), String(refused), seconds(longestGapMs)]
    }),
    failures.length === 0 ? '' : 'FAILED',
  ])
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)))
  return [head, ...rows].map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
}

/** What was counted over all scenarios. */
export function totalLines({ events, runs, tasks, predictions, deadLetters, failures }: Totals): string[] {
  const missing = Math.max(0, predictions.answered - predictions.logged)
  return [
    `events       ${events.emitted} committed; ${events.lost.length} lost, ${events.doubled.length} doubled, ${events.disordered.length} out of order, ${deadLetters.length} dead letters`,
    `runs         ${runs.started} started, ${runs.succeeded} succeeded`,
    `tasks        ${tasks.done} done, ${tasks.begunAgain} begun again, ${tasks.withEffectTwice} with effect twice`,
    `predictions  ${predictions.answered} answered, ${predictions.logged} in the log; ${missing} missing, ${predictions.mayBeLost} may be: in the memory of a killed serving`,
    ...failures.map((failure) => `FAILED       ${failure}`),
  ]
}
