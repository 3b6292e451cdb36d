import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTables } from '@headway/tables/tables'
import { expect, onTestFinished, test } from 'vitest'
import { readContext } from '../features/context.ts'
import { readAlerts, readWeather } from './read-context.ts'

const alerts = `alert_id,published_at,active_from,active_to,cause,effect,route_id,direction_id,stop_id
A1,2026-03-02T10:07:00Z,2026-03-02T10:00:00Z,2026-03-02T11:00:00Z,ACCIDENT,SIGNIFICANT_DELAYS,R1,0,S1
A2,2026-03-02T09:00:00Z,2026-03-02T12:00:00Z,,CONSTRUCTION,DETOUR,R1,1,S2
`
const weather = `"Station Name","Date/Time (LST)","Temp (°C)","Precip. Amount (mm)","Weather"
"CITY","2026-03-02 05:00","3.1","1.4","Rain"
"CITY","2026-03-02 06:00","-2.0","0.6","Snow"
"CITY","2026-03-02 07:00","","",""
`

async function packageFolder(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'context-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  return folder
}

test('alerts and weather of a package are read with when they were known', async () => {
  const folder = await packageFolder({ 'alerts.csv': alerts, 'weather.csv': weather })
  await using tables = await openTables({ memoryLimit: '200MB', threads: 1 })
  const path = (name: string) => join(folder, name)

  expect(await readAlerts(tables, folder, path('alerts.parquet'))).toBe(true)
  expect(await readWeather(tables, folder, -6 * 3600, path('weather.parquet'))).toBe(true)

  const seconds = (time: string) => Date.parse(time) / 1000
  // The same files twice are the same context once.
  const twice = (name: string) => [path(name), path(name)]
  expect(
    await readContext(tables, { weather: twice('weather.parquet'), alerts: twice('alerts.parquet') }),
  ).toEqual({
    weather: [
      { knownS: seconds('2026-03-02T12:00:00Z'), precipitationMm: 1.4, snow: false },
      { knownS: seconds('2026-03-02T13:00:00Z'), precipitationMm: 0.6, snow: true },
      { knownS: seconds('2026-03-02T14:00:00Z'), precipitationMm: 0, snow: false },
    ],
    alerts: [
      {
        routeId: 'R1',
        directionId: '0',
        stopId: 'S1',
        effect: 'SIGNIFICANT_DELAYS',
        knownS: seconds('2026-03-02T10:07:00Z'),
        endedS: seconds('2026-03-02T11:00:00Z'),
      },
      {
        routeId: 'R1',
        directionId: '1',
        stopId: 'S2',
        effect: 'DETOUR',
        knownS: seconds('2026-03-02T12:00:00Z'),
        endedS: null,
      },
    ],
  })
})

test('a package without weather and alerts has none, and a wrong time is named', async () => {
  await using tables = await openTables({ memoryLimit: '200MB', threads: 1 })
  const empty = await packageFolder({})
  const wrong = await packageFolder({ 'alerts.csv': alerts.replace('2026-03-02T09:00:00Z', 'tomorrow') })

  expect(await readAlerts(tables, empty, join(empty, 'alerts.parquet'))).toBe(false)
  expect(await readWeather(tables, empty, 0, join(empty, 'weather.parquet'))).toBe(false)
  await expect(readAlerts(tables, wrong, join(wrong, 'alerts.parquet'))).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    field: 'alerts.csv:3: published_at',
    value: 'tomorrow',
  })
})
