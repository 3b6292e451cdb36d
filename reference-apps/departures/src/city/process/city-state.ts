import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DomainError } from '@headway/kit/errors'
import { z } from 'zod'
import { scenarioShape } from '../scenario-shape.ts'
import { dayOf, dayStart, serviceDayS } from '../service-date.ts'
import { writeWhole } from '../tides/write-file.ts'

const planShape = z.object({
  seed: z.number(),
  routeCount: z.number(),
  stopCount: z.number().nullable(),
  headwayFactor: z.number().default(1),
  timeZone: z.string(),
  firstDay: z.iso.date(),
  historyDays: z.number(),
  scenarios: z.array(scenarioShape),
})

/** What a city process was started with first; its archive follows from it. */
export type ProcessPlan = z.infer<typeof planShape>

const clockShape = z.object({
  /** Epoch milliseconds. */
  nowMs: z.number(),
  speed: z.number(),
  /** Where the clock goes when the days before it are archived; epoch milliseconds. */
  advanceToMs: z.number().nullable(),
})

export type SavedClock = z.infer<typeof clockShape>

/** The plan of the folder, which a first start writes; FAILED_PRECONDITION when it is another one than is wanted. */
export async function keepPlan(folder: string, wanted: ProcessPlan): Promise<ProcessPlan> {
  await mkdir(folder, { recursive: true })
  const known = await readJson(join(folder, 'city.json'), planShape)
  if (!known) {
    await writeWhole(join(folder, 'city.json'), `${JSON.stringify(wanted, null, 1)}\n`)
    return wanted
  }
  const different = (Object.keys(wanted) as (keyof ProcessPlan)[]).filter(
    (name) => JSON.stringify(known[name]) !== JSON.stringify(planShape.parse(wanted)[name]),
  )
  if (different.length > 0) {
    throw new DomainError(
      'FAILED_PRECONDITION',
      `the city in ${folder} has another ${different.join(', ')}; its days would not fit`,
      { field: different[0], value: wanted[different[0] as keyof ProcessPlan], expected: 'another folder' },
    )
  }
  return known
}

/** The clock as it was saved last; a new city's stands on the morning after its history. */
export async function readClock(folder: string, plan: ProcessPlan): Promise<SavedClock> {
  const saved = await readJson(join(folder, 'clock.json'), clockShape)
  if (saved) return saved
  const lastDay = dayOf(plan.firstDay) + plan.historyDays - 1
  const nowMs = (dayStart(lastDay, plan.timeZone) + serviceDayS) * 1000
  return { nowMs, speed: 0, advanceToMs: null }
}

export async function saveClock(folder: string, clock: SavedClock): Promise<void> {
  await writeWhole(join(folder, 'clock.json'), `${JSON.stringify(clock)}\n`)
}

async function readJson<Shape extends z.ZodType>(
  path: string,
  shape: Shape,
): Promise<z.infer<Shape> | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  const read = shape.safeParse(JSON.parse(text))
  if (read.success) return read.data
  throw new DomainError('FAILED_PRECONDITION', `${path} was not written by this city: ${read.error.message}`)
}
