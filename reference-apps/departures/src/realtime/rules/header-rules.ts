import { isDeepStrictEqual } from 'node:util'
import { isPosixTime } from './posix-time.ts'
import type { RuleInput } from './rule-input.ts'

const mostRefreshS = 35
const mostAgeS = 65
const mostAheadS = 60
const header = { entity: null }

/** E001 E017 E018 E038 E039 E048 E049 E050 W001 W007 W008: the header and how it changes. */
export function checkHeader(rules: RuleInput): void {
  const { feed, now, report } = rules
  const { version, timestamp, incrementality } = feed.header
  if (version !== '1.0' && version !== '2.0') {
    report('E038', header, `gtfs_realtime_version is ${JSON.stringify(version)}, not "2.0" or "1.0"`)
  }
  if (version !== '1.0' && incrementality === undefined) {
    report('E049', header, 'the header does not say its incrementality')
  }
  if (incrementality !== 'DIFFERENTIAL') {
    for (const { id, isDeleted } of feed.entities) {
      if (isDeleted === undefined) continue
      report('E039', { entity: id }, `entity ${id} has is_deleted in a full dataset`)
    }
  }
  if (timestamp === 0) {
    report(version === '1.0' ? 'W001' : 'E048', header, 'the header has no timestamp')
    return
  }
  if (!isPosixTime(timestamp)) {
    report('E001', header, `the header's timestamp ${timestamp} is not in seconds since 1970`)
    return
  }
  const age = now - timestamp
  if (age > mostAgeS) report('W008', header, `the header is ${age} s old, more than ${mostAgeS} s`)
  if (-age > mostAheadS) report('E050', header, `the header is ${-age} s in the future`)
  checkChange(rules)
}

function checkChange({ feed, before, report }: RuleInput): void {
  if (!before || before.header.timestamp === 0) return
  const interval = feed.header.timestamp - before.header.timestamp
  if (interval < 0) report('E018', header, `the header's timestamp went back by ${-interval} s`)
  if (interval > mostRefreshS)
    report('W007', header, `${interval} s since the last, more than ${mostRefreshS} s`)
  if (interval === 0 && !isDeepStrictEqual(feed.entities, before.entities)) {
    report('E017', header, `the content changed but the timestamp ${feed.header.timestamp} did not`)
  }
}
