import { dailyWeather, type Weather } from '../conditions/weather.ts'
import type { City } from '../network.ts'
import { randomStream } from '../random-stream.ts'
import { dateOf, lastEndedDay } from '../service-date.ts'
import { standardOffset } from './local-time.ts'

const measures = [
  'Temp (°C)',
  'Dew Point Temp (°C)',
  'Rel Hum (%)',
  'Precip. Amount (mm)',
  'Wind Dir (10s deg)',
  'Wind Spd (km/h)',
  'Visibility (km)',
  'Stn Press (kPa)',
  'Hmdx',
  'Wind Chill',
]
const station = ['-106.38', '51.24', 'CITY CENTRE', '4000001']
const header = ['Longitude (x)', 'Latitude (y)', 'Station Name', 'Climate ID', 'Date/Time (LST)']
  .concat(['Year', 'Month', 'Day', 'Time (LST)'])
  .concat(measures.flatMap((name) => [name, `${name.replace(/ \(.*/, '')} Flag`]))
  .concat(['Weather'])

const text: Record<Weather, string> = {
  dry: 'NA',
  'light rain': 'Rain',
  'heavy rain': 'Heavy Rain',
  snow: 'Snow',
}

/**
 * Hourly observations of calendar days (days since 1970-01-01, the last included) in the columns of Environment Canada's
 * CSV, up to a moment (epoch seconds) where one is given. Times are local standard time all year. A row tells of the hour
 * that begins with it; some fields are missing.
 */
export function weatherCsv(city: City, from: number, to: number, untilS = Number.POSITIVE_INFINITY): string {
  const lines = [header.map((name) => `"${name}"`).join(',')]
  const offset = standardOffset(from, city.timeZone)
  for (let day = from; day <= to; day++) {
    const date = dateOf(day)
    const weather = dailyWeather(city.seed, day)
    const random = randomStream(city.seed, 'observed weather', day)
    const warmth = 8 - 18 * Math.cos(((day - 20_467) / 365.25) * 2 * Math.PI) + 3 * random.normal()
    weather.forEach((state, hour) => {
      const fields = observation(state, hour, warmth, random)
      // An hour is told of when it is over.
      if (day * 86_400 + (hour + 1) * 3600 - offset > untilS) return
      const clock = `${String(hour).padStart(2, '0')}:00`
      const when = [`${date} ${clock}`, ...date.split('-'), clock]
      lines.push([...station, ...when, ...fields].map((field) => `"${field}"`).join(','))
    })
  }
  return `${lines.join('\n')}\n`
}

/** The last 48 hours before a moment. */
export function recentWeather(city: City, nowS: number): string {
  const today = lastEndedDay(nowS, city.timeZone) + 1
  return weatherCsv(city, today - 2, today + 1, nowS)
}

function observation(
  state: Weather,
  hour: number,
  warmth: number,
  random: ReturnType<typeof randomStream>,
): string[] {
  const wet = state === 'dry' ? 0 : state === 'light rain' ? 0.8 : state === 'snow' ? 1.2 : 4.5
  const daily = warmth + (state === 'dry' ? 4 : 1.5) * Math.sin(((hour - 9) / 24) * 2 * Math.PI)
  const temperature = state === 'snow' ? Math.min(daily, -0.5) : Math.max(daily, wet > 0 ? 1 : -40)
  const humidity = Math.round(Math.min(99, (wet > 0 ? 88 : 62) + 6 * random.normal()))
  const rain = wet === 0 ? 0 : Math.max(0.2, Math.round((wet * random.gamma(3)) / 3 / 0.2) * 0.2)
  const values = [
    temperature.toFixed(1),
    (temperature - (100 - humidity) / 5).toFixed(1),
    String(humidity),
    rain.toFixed(1),
    String(1 + Math.floor(36 * random.uniform())),
    String(Math.round(12 + 5 * Math.abs(random.normal()))),
    wet > 0 ? '9.7' : '24.1',
    (95.2 + 0.6 * random.normal()).toFixed(2),
    '',
    '',
  ]
  return [...values.flatMap((value) => (random.uniform() < 0.01 ? ['', 'M'] : [value, ''])), text[state]]
}
