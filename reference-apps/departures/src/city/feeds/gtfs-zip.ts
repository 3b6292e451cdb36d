import { setImmediate } from 'node:timers/promises'
import { strToU8, Zip, ZipDeflate } from 'fflate'
import type { City } from '../network.ts'
import { scheduleOn } from '../schedule/schedule.ts'
import { dateOf, dayOf } from '../service-date.ts'
import { gtfsTables } from './gtfs-tables.ts'

/** The dates between which a schedule published on a day holds, both included. */
function validity(city: City, day: number): { from: string; to: string } {
  const schedule = scheduleOn(city, day)
  const year = Number(dateOf(day).slice(0, 4))
  const lastDay = schedule.to === undefined ? `${year + 1}-12-31` : dateOf(dayOf(schedule.to) - 1)
  return { from: schedule.from ?? `${year - 1}-01-01`, to: lastDay }
}

/** The GTFS schedule that the agency publishes on a service day, as a zip. Others may work while it is made. */
export async function gtfsZip(city: City, day: number): Promise<Uint8Array> {
  const { from, to } = validity(city, day)
  const chunks: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    chunks.push(chunk)
  })
  for (const { name, parts } of gtfsTables(city, scheduleOn(city, day), from, to)) {
    const file = new ZipDeflate(name, { level: 1 })
    // The same schedule gives the same bytes whenever it is made.
    file.mtime = '2020-01-01T00:00:00'
    zip.add(file)
    for (const part of parts) {
      file.push(strToU8(part))
      await setImmediate()
    }
    file.push(new Uint8Array(0), true)
  }
  zip.end()
  return Buffer.concat(chunks)
}
