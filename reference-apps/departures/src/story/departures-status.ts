import { z } from 'zod'
import { askJson } from './ask-json.ts'

const statusShape = z.object({
  phase: z.enum(['waiting for an archive', 'learning', 'waiting for a model', 'live']),
  /** The city's time as the vehicle positions tell it. */
  now: z.string().nullable(),
  champion: z.string().nullable(),
  vehicles: z.object({
    seen: z.number(),
    predicted: z.number(),
    stale: z.number(),
    offRoute: z.number(),
    parked: z.number(),
  }),
  feed: z.object({ trips: z.number(), stopTimes: z.number(), publishedAt: z.string().nullable() }),
  /** The last service day that was learned and scored. */
  caughtUpThrough: z.string().nullable(),
  reading: z.object({ done: z.number(), total: z.number() }).nullable(),
  visitsRecorded: z.number(),
  daysRecorded: z.number(),
  outcomesTold: z.number(),
  problems: z.array(z.string()),
})

export type DeparturesStatus = z.infer<typeof statusShape>

export function readStatus(departuresUrl: string): Promise<DeparturesStatus> {
  return askJson(`${departuresUrl}/status`, statusShape)
}

const errorsShape = z.object({ n: z.number(), mae: z.number() }).loose()
const predictorsShape = z.record(z.string(), errorsShape)

const scoresShape = z.object({
  days: z.array(
    z.object({
      date: z.string(),
      version: z.string().nullable(),
      all: predictorsShape,
      underDetour: predictorsShape.nullable(),
    }),
  ),
})

/** The errors of each ended day, by predictor: over all stop visits, and where a detour lay ahead. */
export type DayScores = z.infer<typeof scoresShape>['days'][number]

export async function readScores(departuresUrl: string): Promise<DayScores[]> {
  const { days } = await askJson(`${departuresUrl}/scores`, scoresShape)
  return days.toSorted((a, b) => a.date.localeCompare(b.date))
}
