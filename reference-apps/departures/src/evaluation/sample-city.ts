import { access, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createCity } from '../city/network.ts'
import { writeTides } from '../city/write-tides.ts'

/** Four weeks from a Monday on, 2026-03-02. */
const days = { firstDay: 20_514, count: 28 }

/** The folder of a small simulated city as a TIDES package, in the state folder; written where it is not there yet. */
export async function sampleCity(
  stateDir: string,
  routeCount: number,
  print: (line: string) => void,
): Promise<string> {
  const folder = join(stateDir, `city-${routeCount}`)
  const isThere = await access(folder).then(
    () => true,
    () => false,
  )
  if (isThere) return folder
  print(`Simulating ${days.count} days of a city with ${routeCount} routes in ${folder}`)
  const unfinished = `${folder}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  await writeTides(createCity({ seed: 1, routeCount }), days, unfinished)
  await rename(unfinished, folder)
  return folder
}
