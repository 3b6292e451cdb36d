import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { askJson } from './ask-json.ts'
import type { World } from './world.ts'

const attempts = 30

/** Lets the city's clock go at the speed of ours, and says where to look. */
export async function goOn(
  { cityUrl, shown }: World,
  print: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const clock = `${shown.cityUrl}/clock`
  if (await isGoing(cityUrl, signal)) print(`The city's clock goes on at the speed of ours (${clock}).`)
  else print(`The city's clock cannot be reached at ${clock} and may stand still.`)
  print(`  ${shown.graphiqlUrl}: what is live, who let it, what drifted (docs/tour.graphql has operations)`)
  print(`  ${shown.departuresUrl}/status, ${shown.departuresUrl}/scores: what is predicted, and how well`)
}

/** The city may be starting again just now. */
async function isGoing(cityUrl: string, signal: AbortSignal): Promise<boolean> {
  for (let attempt = 0; attempt < attempts && !signal.aborted; attempt++) {
    const answer = await askJson(`${cityUrl}/clock`, z.unknown(), { speed: 1 }).catch(() => undefined)
    if (answer !== undefined) return true
    await sleep(1000, undefined, { signal }).catch(() => undefined)
  }
  return false
}
