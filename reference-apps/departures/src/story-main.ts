import { once } from 'node:events'
import { processEnvironment } from '@headway/kit/config'
import { citySettings } from './story/city-app.ts'
import { readNarratorSettings } from './story/narrator-settings.ts'
import { openStory } from './story/open-story.ts'
import { openWorld } from './story/open-world.ts'
import { playStory } from './story/play-story.ts'
import { fullPlan, usualPlan } from './story/story-plan.ts'

/**
 * The narrator alone, for a Headway, a city and a departures process that run elsewhere. With `--city` it prints the
 * settings that the city of the story needs (of the whole city with `--city --full`), as JSON, and ends.
 */
if (process.argv[2] === '--city') {
  const plan = process.argv[3] === '--full' ? fullPlan : usualPlan
  console.log(JSON.stringify(citySettings(plan), undefined, 2))
} else {
  process.exitCode = await tell().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error))
    return 1
  })
}

/** Tells what was not told yet, then stays until it is stopped; 1 at a scene that failed, which another start tries again. */
async function tell(): Promise<number> {
  const stopping = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => stopping.abort(new Error(`stopped by ${name}`)))
  }
  const { signal } = stopping
  const { addresses, file, full } = await readNarratorSettings(processEnvironment())
  const story = await openStory(file, full ? fullPlan : {})
  const world = openWorld(addresses, story.plan)
  const farewell = 'docker compose stop ends everything; docker compose up -d goes on from here.'
  await playStory({ world, story, file, once: false, farewell, stream: process.stdout, signal })
  if (signal.aborted) return 0
  if (story.finishedAt === null) return 1
  // A timer, because an AbortSignal alone does not keep a process alive.
  const staying = setInterval(() => {}, 2 ** 30)
  await once(signal, 'abort')
  clearInterval(staying)
  return 0
}
