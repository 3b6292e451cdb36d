import { DomainError } from '@headway/kit/errors'

export type Freeze = {
  frozen: boolean
  reason: string | null
  changedBy: string | null
  changedAt: Date | null
}

/** Whether an error is the refusal of a frozen service. */
export function isFrozen(error: DomainError): boolean {
  return error.code === 'FAILED_PRECONDITION' && error.field === 'frozen'
}

/** FAILED_PRECONDITION while frozen. */
export function refuseWhenFrozen(freeze: Freeze): void {
  if (!freeze.frozen) return
  throw new DomainError(
    'FAILED_PRECONDITION',
    `retraining is frozen by ${freeze.changedBy}: ${freeze.reason}`,
    {
      field: 'frozen',
      value: true,
      expected: 'an unfrozen service; see unfreeze',
    },
  )
}
