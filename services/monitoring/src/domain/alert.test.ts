import { expect, test } from 'vitest'
import { type AlertCause, acknowledge, raise, resolve } from './alert.ts'
import { checkUntil, end, isActive, type Silence } from './silence.ts'

const at = new Date('2026-03-10T08:00:00Z')
const later = new Date('2026-03-11T08:00:00Z')
const cause: AlertCause = {
  endpoint: 'departures',
  model: 'departures',
  kind: 'DRIFT',
  check: null,
  reportId: 'report-1',
  windowStart: at,
  windowEnd: later,
  partitionCount: 24,
  testedCount: 900,
  isSilenced: false,
}

test('the first finding opens an alert and tells it; while it goes on it is told only when it gets worse', () => {
  const first = raise(undefined, cause, { id: 'a', now: at })
  const second = raise(first.alert, { ...cause, reportId: 'report-2' }, { id: 'b', now: later })
  const worse = raise(second.alert, { ...cause, partitionCount: 90 }, { id: 'c', now: later })

  expect(first).toMatchObject({ isTold: true, alert: { id: 'a', severity: 'WARNING', state: 'OPEN' } })
  expect(first.alert.title).toBe('Features have drifted in 24 of 900 partitions of departures')
  expect(second).toMatchObject({ isTold: false, alert: { id: 'a', windowCount: 2, reportId: 'report-2' } })
  expect(second.alert.firstReportId).toBe('report-1')
  expect(worse).toMatchObject({ isTold: true, alert: { severity: 'CRITICAL', windowCount: 3 } })
})

test('an alert under a silence is kept and not told, and told when the silence is over', () => {
  const silenced = raise(undefined, { ...cause, isSilenced: true }, { id: 'a', now: at })
  const after = raise(silenced.alert, cause, { id: 'b', now: later })

  expect(silenced).toMatchObject({ isTold: false, alert: { isSilenced: true, state: 'OPEN' } })
  expect(after).toMatchObject({ isTold: true, alert: { isSilenced: false } })
})

test('an acknowledged alert stays so while it goes on, and a resolved one cannot be acknowledged', () => {
  const { alert } = raise(undefined, cause, { id: 'a', now: at })
  const mine = acknowledge(alert, { by: 'ann', note: 'the bridge is closed', now: at })

  expect(raise(mine, cause, { id: 'b', now: later }).alert).toMatchObject({
    state: 'ACKNOWLEDGED',
    acknowledgedBy: 'ann',
    note: 'the bridge is closed',
  })
  expect(() => acknowledge(resolve(mine, later), { by: 'ann', note: null, now: later })).toThrow(
    expect.objectContaining({ code: 'FAILED_PRECONDITION' }),
  )
})

test('a silence has an end ahead and can be ended before', () => {
  const silence: Silence = {
    id: 's',
    endpoint: 'departures',
    kind: null,
    partitionPrefix: null,
    reason: null,
    until: later,
    createdBy: 'ann',
    createdAt: at,
    endedBy: null,
    endedAt: null,
  }

  expect(() => checkUntil(at, at)).toThrow(expect.objectContaining({ field: 'until' }))
  expect(isActive(silence, at)).toBe(true)
  expect(isActive(silence, later)).toBe(false)
  expect(isActive(end(silence, 'bob', at), at)).toBe(false)
  expect(end(silence, 'bob', later)).toBe(silence)
})
