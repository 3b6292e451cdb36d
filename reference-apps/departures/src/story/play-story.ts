import { count } from './amounts.ts'
import { goOn } from './go-on.ts'
import { scenesOf } from './scenes.ts'
import { type StoryFile, writeStory } from './story-file.ts'
import { tellStory } from './tell-story.ts'
import { openTeller } from './teller.ts'
import type { World } from './world.ts'

/**
 * Tells what was not told yet of the story, then lets the city go on. Answers the exit code with `once`, else undefined:
 * everything stays up.
 */
export async function playStory(options: {
  world: World
  story: StoryFile
  file: string
  once: boolean
  stream: { isTTY?: boolean; write: (text: string) => unknown }
  signal: AbortSignal
}): Promise<number | undefined> {
  const { world, story, file, once, stream, signal } = options
  const tell = openTeller(stream)
  const print = (line: string) => stream.write(`${line}\n`)
  const scenes = scenesOf(story.plan)
  if (story.finishedAt !== null) {
    print(`The story was told to its end at ${story.finishedAt}; the city goes on from where it was.`)
  } else {
    if (story.told.length > 0) {
      print(
        `The story goes on after scene ${story.told.length} of ${scenes.length}, ${story.told.at(-1)?.scene}.`,
      )
    }
    await writeStory(file, story)
    const startedAt = Date.now()
    const end = await tellStory({ scenes, story, file, world, tell, signal })
    const took = count((Date.now() - startedAt) / 1000, 'second')
    if (!end.told) {
      print(`\nThe story ended after ${took} at the scene ${end.scene}: ${end.reason}`)
      return once ? 1 : undefined
    }
    print(`\nThe story is told: ${count(scenes.length, 'scene')} in ${took}.`)
  }
  if (once) return 0
  await goOn(world, print)
  return undefined
}
