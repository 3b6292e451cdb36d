import { DomainError } from '@headway/kit/errors'

export function checkWhole(field: string, value: number, least: number, most: number): void {
  check(
    Number.isInteger(value) && value >= least && value <= most,
    field,
    value,
    `a whole number from ${least} to ${most}`,
  )
}

export function checkRange(field: string, value: number, least: number, most: number): void {
  check(value >= least && value <= most, field, value, `a number from ${least} to ${most}`)
}

function check(fits: boolean, field: string, value: number, expected: string): void {
  if (fits) return
  throw new DomainError('INVALID_ARGUMENT', `${field} is ${value}, not ${expected}`, {
    field,
    value,
    expected,
  })
}
