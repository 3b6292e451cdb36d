import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { testData } from '@headway/testkit/test-data'
import { expect, test } from 'vitest'
import { decodeFeed, type Feed } from './feed.ts'
import { sampleSchedule } from './rules/sample-feeds.ts'
import { validateFeeds } from './validate.ts'

/** Rules that look at a feed alone, so that they say the same whatever the schedule. */
const ownRules = /^(E0(01|12|22|25|32|36|37|38|39|40|41|42|43|44|48|49|50)|W00[1289])$/

test('the rules run over every real feed and find what is wrong in them', (context) => {
  const folder = testData(context, 'gtfs-fixtures/oba-nyct-wmata')
  const schedule = sampleSchedule()
  const found = new Map<string, Set<string>>()
  let previous: { name: string; feed: Feed } | undefined
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.pb'),
  )

  for (const file of files.sort()) {
    const name = file.split('/')[0] ?? ''
    const feed = decodeFeed(readFileSync(join(folder, file)))
    const before = previous?.name === name ? { tripUpdates: previous.feed } : undefined
    for (const { rule } of validateFeeds({
      schedule,
      tripUpdates: feed,
      previous: before,
      now: feed.header.timestamp,
    })) {
      if (ownRules.test(rule)) found.set(name, (found.get(name) ?? new Set()).add(rule))
    }
    previous = { name, feed }
  }

  const rulesOf = (name: string) => [...(found.get(name) ?? [])].sort().join(' ')
  // New York tells no vehicle ids and relationships, gives trains that wait the time of their departure as timestamp, keeps
  // ended trips without stops and passes some stops in no time; Washington passes some stops in no time.
  expect(rulesOf('nyct_multi_trips')).toBe('E012 E022 E032 E041 E050 W001 W002 W009')
  expect(rulesOf('nyct_wrong_way')).toBe('E012 E022 E039 E041 E050 W001 W002 W009')
  expect(rulesOf('wmata_service_day_4')).toBe('E022 W009')
})
