import { z } from 'zod'
import { askJson } from './ask-json.ts'
import { type Stage, until } from './scene.ts'

const clockShape = z.object({
  /** The city's time, ISO 8601. */
  now: z.string(),
  /** City seconds in one second; 0 stands still. */
  speed: z.number(),
  /** The last service day in the archive. */
  archivedThrough: z.string().nullable(),
  archiving: z.object({ done: z.number(), total: z.number() }).nullable(),
})

export type CityClock = z.infer<typeof clockShape>

export function readClock(cityUrl: string): Promise<CityClock> {
  return askJson(`${cityUrl}/clock`, clockShape)
}

/** Lets the city's clock go at this speed. */
export async function setSpeed(stage: Stage, speed: number): Promise<void> {
  await until(stage, "the city's clock changes its speed", async () => {
    await askJson(`${stage.world.cityUrl}/clock`, z.unknown(), { speed })
    return true
  })
}

/**
 * Moves the city's clock to a time and waits until it is there, with every service day that ended before it in the
 * archive. A clock that is past it already stays.
 */
export async function advanceTo(stage: Stage, time: string): Promise<void> {
  const { world, tell } = stage
  let isAsked = false
  await until(stage, `the city comes to ${time}`, async (note) => {
    const clock = await readClock(world.cityUrl)
    note(`its clock says ${clock.now}`)
    if (Date.parse(clock.now) >= Date.parse(time)) return true
    if (clock.archiving) {
      tell.bar('archiving days', clock.archiving.done, clock.archiving.total)
    } else {
      // A city that was started again has forgotten what it was asked.
      if (isAsked) note(`its clock says ${clock.now} and it archives nothing`)
      await askJson(`${world.cityUrl}/clock`, z.unknown(), { advanceTo: time })
      isAsked = true
    }
    return undefined
  })
}
