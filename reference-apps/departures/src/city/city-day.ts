import type { City } from './network.ts'
import { randomStream } from './random-stream.ts'

export type Weather = 'dry' | 'light rain' | 'heavy rain'

/** What one day is like for every vehicle in the city; `at` is seconds since the day began. */
export type CityDay = {
  /** Days since 1970-01-01. */
  day: number
  weekend: boolean
  weather(at: number): Weather
  /** Traffic state of a corridor, around 0; travel slows with its exponential. */
  traffic(corridor: number, at: number): number
}

const step = 300
const steps = (30 * 3600) / step

/** The day of that number; depends on the city's seed and the day alone. */
export function createCityDay(city: City, day: number): CityDay {
  const common = randomStream(city.seed, 'day', day)
  const dayEffect = 0.22 * common.normal()
  const cityState = wander(city.seed, `city|${day}`, 3 * 3600, 0.25)
  const corridorStates = Array.from({ length: city.corridors }, (_, corridor) =>
    wander(city.seed, `corridor|${corridor}|${day}`, 45 * 60, 0.38),
  )
  const weather = hourlyWeather(city.seed, day)
  const slot = (at: number) => Math.min(steps - 1, Math.max(0, Math.floor(at / step)))
  return {
    day,
    weekend: (day + 3) % 7 >= 5,
    weather: (at) => weather[Math.min(29, Math.floor(at / 3600))] as Weather,
    traffic: (corridor, at) =>
      dayEffect + (cityState[slot(at)] as number) + (corridorStates[corridor]?.[slot(at)] as number),
  }
}

/** An Ornstein-Uhlenbeck path in steps of five minutes: correlation time in seconds, standard deviation. */
function wander(seed: number, label: string, correlationS: number, deviation: number): Float64Array {
  const random = randomStream(seed, label)
  const keep = Math.exp(-step / correlationS)
  const kick = deviation * Math.sqrt(1 - keep * keep)
  const path = new Float64Array(steps)
  let state = deviation * random.normal()
  for (let i = 0; i < steps; i++) {
    path[i] = state
    state = keep * state + kick * random.normal()
  }
  return path
}

function hourlyWeather(seed: number, day: number): Weather[] {
  const random = randomStream(seed, 'weather', day)
  let state: Weather = random.uniform() < 0.7 ? 'dry' : 'light rain'
  return Array.from({ length: 30 }, () => {
    const draw = random.uniform()
    if (state === 'dry') state = draw < 0.06 ? 'light rain' : 'dry'
    else if (state === 'light rain') state = draw < 0.2 ? 'dry' : draw < 0.32 ? 'heavy rain' : 'light rain'
    else state = draw < 0.4 ? 'light rain' : 'heavy rain'
    return state
  })
}
