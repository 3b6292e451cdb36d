import type { EventReader } from './event-reader.ts'
import type { Fleet } from './fleet.ts'
import type { Load, LoadReport } from './load.ts'
import type { Target } from './target.ts'

/** Where requests go: predictions through the gateway, predictions at a replica of serving, queries of the graph. */
export const doors = ['gateway', 'serving', 'graph'] as const

export type Door = (typeof doors)[number]

/** What every scenario is given: something to hurt, and what tells whether it hurt. */
export type Rig = {
  target: Target
  fleet: Fleet
  loads: Record<Door, Load>
  events: EventReader
  seed: string
  /** When replicas of serving were killed, by `performance.now()`: what they had not logged yet may be lost. */
  servingKills: number[]
}

/** What one scenario did and what came of it. */
export type Finding = {
  name: string
  /** From the harm to the moment when all was well. */
  wellAfterMs: number
  /** How long the pipeline run took that was under way, if there was one. */
  runMs: number | undefined
  /** Chunks that were begun again by another worker. */
  begunAgain: number
  loads: Record<Door, LoadReport>
  note: string
  /** What should not have been; empty when all is as it should be. */
  failures: string[]
}

export type Scenario = { name: string; run: (rig: Rig) => Promise<Finding> }

/** Asks every load what came of its requests between two moments. */
export async function reportLoads(
  loads: Rig['loads'],
  since: number,
  until: number,
): Promise<Finding['loads']> {
  const reports = await Promise.all(doors.map(async (door) => [door, await loads[door].report(since, until)]))
  return Object.fromEntries(reports) as Finding['loads']
}

/** Refusals at doors that were to stay open, as failures. */
export function refusalsAt(loads: Finding['loads'], open: readonly Door[]): string[] {
  return open.flatMap((door) => {
    const { refused, answered, firstRefusal } = loads[door]
    if (answered === 0) return [`${door}: nothing was answered`]
    return refused > 0 ? [`${door}: ${refused} requests were refused, first: ${firstRefusal}`] : []
  })
}
