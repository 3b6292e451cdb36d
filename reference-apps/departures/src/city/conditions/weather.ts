import { randomStream } from '../random-stream.ts'
import { dateOf } from '../service-date.ts'

export type Weather = 'dry' | 'light rain' | 'heavy rain' | 'snow'

/** Free running is slower by this factor. */
export const slowdown: Record<Weather, number> = { dry: 1, 'light rain': 1.04, 'heavy rain': 1.1, snow: 1.32 }
/** Congestion is stronger by this share. */
export const congestionGain: Record<Weather, number> = {
  dry: 0,
  'light rain': 0.1,
  'heavy rain': 0.3,
  snow: 0.6,
}

/** The weather of the 24 hours of a calendar day; persistent, with snow in December to February alone. */
export function dailyWeather(seed: number, day: number): Weather[] {
  const random = randomStream(seed, 'weather', day)
  const month = dateOf(day).slice(5, 7)
  const freezing = (month === '12' || month === '01' || month === '02') && random.uniform() < 0.35
  let state: Weather = random.uniform() < 0.72 ? 'dry' : 'light rain'
  return Array.from({ length: 24 }, () => {
    const draw = random.uniform()
    if (state === 'dry') state = draw < 0.06 ? 'light rain' : 'dry'
    else if (state === 'light rain') state = draw < 0.2 ? 'dry' : draw < 0.32 ? 'heavy rain' : 'light rain'
    else state = draw < 0.4 ? 'light rain' : 'heavy rain'
    return state !== 'dry' && freezing ? 'snow' : state
  })
}

/** The weather of the 30 hours from the start of a service day on. */
export function serviceDayWeather(seed: number, day: number): Weather[] {
  return [...dailyWeather(seed, day), ...dailyWeather(seed, day + 1).slice(0, 6)]
}
