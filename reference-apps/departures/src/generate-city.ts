import { readFile } from 'node:fs/promises'
import { Command, InvalidArgumentError } from 'commander'
import { z } from 'zod'
import { gtfsZip } from './city/feeds/gtfs-zip.ts'
import { createCity } from './city/network.ts'
import type { Scenario } from './city/scenario.ts'
import { scenarioShape } from './city/scenario-shape.ts'
import { dayOf } from './city/service-date.ts'
import { writeWhole } from './city/tides/write-file.ts'
import { writeTides } from './city/write-tides.ts'

const command = new Command('city')
  .description(
    'Write service days of a simulated city as a TIDES v1.0 package, for those without data of their own',
  )
  .argument('<folder>', 'where the package goes; days it has already stay, others are added')
  .option('--routes <count>', 'routes, each in two directions; 232 make a whole city', count, 12)
  .option('--stops <count>', 'stops of each route; 30 to 48 where it is not given', count)
  .option('--days <count>', 'service days', count, 28)
  .option('--from <date>', 'the first service day', day, '2026-03-02')
  .option('--seed <number>', 'another number gives another city', count, 1)
  .option(
    '--scenarios <json>',
    'what changes in the city and when, as a JSON list or the name of a file of it',
  )
  .option('--gtfs <file>', 'also write the schedule of the last day as a GTFS zip')
  .parse()

type Options = {
  routes: number
  stops?: number
  days: number
  from: string
  seed: number
  scenarios?: string
  gtfs?: string
}
const { routes, stops, days, from, seed, scenarios, gtfs } = command.opts<Options>()
const [folder] = command.args as [string]
const city = createCity({
  seed,
  routeCount: routes,
  stopCount: stops,
  scenarios: scenarios === undefined ? [] : await readScenarios(scenarios),
})
const firstDay = dayOf(from)
await writeTides(city, { firstDay, count: days }, folder)
if (gtfs !== undefined) await writeWhole(gtfs, await gtfsZip(city, firstDay + days - 1))
console.log(`${days} service days of ${city.routes.length} routes, both directions, are in ${folder}`)

async function readScenarios(given: string): Promise<Scenario[]> {
  const text = given.trimStart().startsWith('[') ? given : await readFile(given, 'utf8')
  const read = z.array(scenarioShape).safeParse(JSON.parse(text))
  if (read.success) return read.data
  return command.error(`error: scenarios: ${z.prettifyError(read.error)}`)
}

function count(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It is a whole number from 1 on.')
}

function day(text: string): string {
  if (z.iso.date().safeParse(text).success) return text
  throw new InvalidArgumentError('It is a date as 2026-03-02.')
}
