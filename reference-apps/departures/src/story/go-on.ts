import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { askJson } from './ask-json.ts'
import type { World } from './world.ts'

const attempts = 30

/** Lets the city's clock go at the speed of ours, and says where to look. */
export async function goOn(
  { cityUrl, departuresUrl, graphiqlUrl }: World,
  print: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  if (await isGoing(cityUrl, signal))
    print(`The city's clock goes on at the speed of ours (${cityUrl}/clock).`)
  else print(`The city's clock cannot be reached at ${cityUrl}/clock and may stand still.`)
  print(`  ${graphiqlUrl}: what is live, who let it, what drifted (docs/tour.graphql has operations)`)
  print(`  ${departuresUrl}/status, ${departuresUrl}/scores: what is predicted, and how well`)
  print('Ctrl-C stops everything; npm start goes on from here.')
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
