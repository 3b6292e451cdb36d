import { Command, InvalidArgumentError } from 'commander'
import { createCity } from './city/network.ts'
import { writeTides } from './city/write-tides.ts'

const dayMs = 86_400_000

const command = new Command('city')
  .description(
    'Write service days of a simulated city as a TIDES v1.0 package, for those without data of their own',
  )
  .argument('<folder>', 'where the package goes')
  .option('--routes <count>', 'routes, each in two directions', count, 12)
  .option('--stops <count>', 'stops of each route; 30 to 48 where it is not given', count)
  .option('--days <count>', 'service days', count, 28)
  .option('--from <date>', 'the first service day', day, day('2026-03-02'))
  .option('--seed <number>', 'another number gives another city', count, 1)
  .parse()

type Options = { routes: number; stops?: number; days: number; from: number; seed: number }
const { routes, stops, days, from, seed } = command.opts<Options>()
const [folder] = command.args as [string]
const city = createCity({ seed, routeCount: routes, stopCount: stops })
await writeTides(city, { firstDay: from, count: days }, folder)
console.log(`${days} service days of ${city.routes.length} route directions are in ${folder}`)

function count(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It is a whole number from 1 on.')
}

/** Days since 1970-01-01. */
function day(text: string): number {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  if (!Number.isNaN(time)) return time / dayMs
  throw new InvalidArgumentError('It is a date as 2026-03-02.')
}
