import { randomStream } from '../random-stream.ts'

const beginnings = [
  'Alder',
  'Ash',
  'Beech',
  'Birch',
  'Cedar',
  'Clay',
  'Elm',
  'Fern',
  'Fox',
  'Green',
  'Hazel',
  'Heron',
].concat([
  'Juniper',
  'Lark',
  'Maple',
  'Marsh',
  'Mill',
  'Oak',
  'Otter',
  'Pine',
  'Quarry',
  'Rose',
  'Stone',
  'Willow',
])
const endings = [
  '',
  'bank',
  'brook',
  'dale',
  'field',
  'gate',
  'hurst',
  'lea',
  'mere',
  'ridge',
  'side',
  'wood',
]

/** Names for streets across, each once, in an order of the city's own. */
export function streetNames(seed: number, count: number): string[] {
  const random = randomStream(seed, 'street names')
  const names = beginnings.flatMap((beginning) => endings.map((ending) => beginning + ending))
  for (let last = names.length - 1; last > 0; last--) {
    const other = Math.floor(random.uniform() * (last + 1))
    ;[names[last], names[other]] = [names[other] as string, names[last] as string]
  }
  return names.slice(0, count)
}

/** Avenues are counted: 1st Avenue, 2nd Avenue. */
export function avenueName(number: number): string {
  const tens = number % 100
  const suffix = tens > 10 && tens < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th')
  return `${number}${suffix} Avenue`
}
