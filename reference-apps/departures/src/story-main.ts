import { processEnvironment } from '@headway/kit/config'
import { citySettings } from './story/city-app.ts'
import { readNarratorSettings } from './story/narrator-settings.ts'
import { openStory } from './story/open-story.ts'
import { openWorld } from './story/open-world.ts'
import { playStory } from './story/play-story.ts'
import { usualPlan } from './story/story-plan.ts'

/**
 * The narrator alone, for a Headway, a city and a departures process that run elsewhere. With `--city` it prints the
 * settings that the city of the story needs, as JSON, and ends.
 */
if (process.argv[2] === '--city') {
  console.log(JSON.stringify(citySettings(usualPlan), undefined, 2))
} else {
  process.exitCode = await tell().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error))
    return 1
  })
}

async function tell(): Promise<number> {
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => stopping.abort(new Error(`stopped by ${signal}`)))
  }
  const { addresses, file } = await readNarratorSettings(processEnvironment())
  const story = await openStory(file, {})
  const world = openWorld(addresses, story.plan)
  const { signal } = stopping
  const code = await playStory({ world, story, file, once: false, stream: process.stdout, signal })
  return code ?? (story.finishedAt === null ? 1 : 0)
}
