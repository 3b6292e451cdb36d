import { dirname, join } from 'node:path'
import { testData } from '@headway/testkit/test-data'
import { testFolder } from '@headway/testkit/test-folder'
import { until } from '@headway/testkit/until'
import { expect, inject, test } from 'vitest'
import { runProgram } from './run-program.ts'

test('feeds of an agency are checked, followed and published, and without an archive visits are recorded', async (context) => {
  const fixtures = testData(context, 'gtfs-fixtures')
  const feed = (name: string) => join(fixtures, 'maglev', name)
  await using folder = await testFolder('agency')
  const args = [
    ...['--gtfs', feed('raba.zip')],
    ...['--vehicle-positions', feed('raba-vehicle-positions.pb')],
    ...['--trip-updates', feed('raba-trip-updates.pb')],
    ...['--state', join(folder.path, 'state'), '--name', 'redding'],
  ]
  await using agency = runProgram('reference-apps/departures/src/agency.ts', args, {
    HEADWAY_FREE_PORTS: '1',
    HEADWAY_LOG_LEVEL: 'warn',
    PATH: `${dirname(inject('natsServer'))}:${process.env.PATH}`,
  })

  await until(() => agency.output().includes('no archive of past days yet'), { timeoutMs: 120_000 })

  expect(agency.output()).toMatch(/1 of 1 of these are on a trip of the schedule/)
  expect(agency.output()).toMatch(/is a file: one moment/)
  const url = /http:\S+\/trip-updates\.pb/.exec(agency.output())?.[0] ?? ''
  const published = await until(
    async () => {
      const answer = await fetch(url.replace('.pb', '.json'))
      return answer.ok && ((await answer.json()) as { header: { timestamp: number } })
    },
    { timeoutMs: 30_000 },
  )
  expect(new Date(published.header.timestamp * 1000).toISOString()).toMatch(/^2025-06-08T21:0/)
})

test('feeds that do not belong together are told of and not started with', async (context) => {
  const fixtures = testData(context, 'gtfs-fixtures')
  const feed = (name: string) => join(fixtures, 'maglev', name)
  const args = ['--gtfs', feed('gtfs.zip'), '--vehicle-positions', feed('unitrans-vehicle-positions.pb')]
  await using agency = runProgram('reference-apps/departures/src/agency.ts', args)

  await expect(agency.ended).rejects.toThrow(/ended with 1/)

  expect(agency.output()).toMatch(/0 of 5 of these are on a trip of the schedule/)
  expect(agency.output()).toMatch(/the schedule does not cover the day of the vehicle positions/)
  expect(agency.output()).not.toMatch(/Headway starts/)
})
