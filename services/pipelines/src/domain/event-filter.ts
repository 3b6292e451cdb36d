import { DomainError } from '@headway/kit/errors'

/** Field → what it must be; every field must match. Fields of fields are written with dots. */
export type EventFilter = Record<string, unknown>

const tests: Record<string, (actual: unknown, wanted: unknown) => boolean> = {
  eq: (actual, wanted) => equal(actual, wanted),
  ne: (actual, wanted) => !equal(actual, wanted),
  gt: (actual, wanted) => bothNumbers(actual, wanted) && (actual as number) > (wanted as number),
  gte: (actual, wanted) => bothNumbers(actual, wanted) && (actual as number) >= (wanted as number),
  lt: (actual, wanted) => bothNumbers(actual, wanted) && (actual as number) < (wanted as number),
  lte: (actual, wanted) => bothNumbers(actual, wanted) && (actual as number) <= (wanted as number),
  in: (actual, wanted) => (wanted as unknown[]).some((each) => equal(actual, each)),
}

/** INVALID_ARGUMENT when a condition is not one. */
export function checkFilter(filter: EventFilter): void {
  for (const [path, condition] of Object.entries(filter)) {
    if (!isConditions(condition)) continue
    for (const [name, wanted] of Object.entries(condition)) {
      const isNumeric = ['gt', 'gte', 'lt', 'lte'].includes(name)
      const fits = name === 'in' ? Array.isArray(wanted) : !isNumeric || typeof wanted === 'number'
      if (tests[name] && fits) continue
      throw new DomainError('INVALID_ARGUMENT', `the filter's condition ${path}.${name} is not one`, {
        field: `filter.${path}.${name}`,
        value: wanted,
        expected: 'eq, ne, in with a list, or gt, gte, lt, lte with a number',
      })
    }
  }
}

/** Whether an event's data match a filter. */
export function matches(data: unknown, filter: EventFilter): boolean {
  return Object.entries(filter).every(([path, condition]) => {
    const actual = valueAt(data, path)
    if (!isConditions(condition)) return equal(actual, condition)
    return Object.entries(condition).every(([name, wanted]) => tests[name]?.(actual, wanted) ?? false)
  })
}

/** The value at a dotted path; undefined where there is none. */
export function valueAt(data: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (at, name) =>
        typeof at === 'object' && at !== null && Object.hasOwn(at, name)
          ? (at as Record<string, unknown>)[name]
          : undefined,
      data,
    )
}

function isConditions(condition: unknown): condition is Record<string, unknown> {
  return typeof condition === 'object' && condition !== null && !Array.isArray(condition)
}

function bothNumbers(actual: unknown, wanted: unknown): boolean {
  return typeof actual === 'number' && typeof wanted === 'number'
}

function equal(actual: unknown, wanted: unknown): boolean {
  return JSON.stringify(actual) === JSON.stringify(wanted)
}
