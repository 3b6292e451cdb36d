import { z } from 'zod'
import { askJson } from './ask-json.ts'
import type { World } from './world.ts'

/** Lets the city's clock go at the speed of ours, and says where to look. */
export async function goOn(world: World, print: (line: string) => void): Promise<void> {
  const { cityUrl, departuresUrl } = world
  await askJson(`${cityUrl}/clock`, z.unknown(), { speed: 1 })
  print(`The city's clock goes on at the speed of ours (${cityUrl}/clock).`)
  print(`  ${world.graphiqlUrl}: what is live, who let it, what drifted (docs/tour.graphql has operations)`)
  print(`  ${departuresUrl}/status, ${departuresUrl}/scores: what is predicted, and how well`)
  print('Ctrl-C stops everything; npm start goes on from here.')
}
