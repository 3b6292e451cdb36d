import { count } from './amounts.ts'
import { goOn } from './go-on.ts'
import { scenesOf } from './scenes.ts'
import { type StoryFile, writeStory } from './story-file.ts'
import { type StoryEnd, tellStory } from './tell-story.ts'
import { openTeller } from './teller.ts'
import type { World } from './world.ts'

export type StoryPlay = {
  world: World
  story: StoryFile
  file: string
  once: boolean
  /** The last line: how to stop, and how to go on. */
  farewell: string
  stream: { isTTY?: boolean; write: (text: string) => unknown }
  signal: AbortSignal
}

/**
 * Tells what was not told yet of the story, then lets the city go on. Answers the exit code with `once`, else undefined:
 * everything stays up.
 */
export async function playStory(play: StoryPlay): Promise<number | undefined> {
  const { world, story, once, farewell, stream, signal } = play
  const print = (line: string) => stream.write(`${line}\n`)
  if (story.finishedAt !== null) {
    print(`The story was told to its end at ${story.finishedAt}; the city goes on from where it was.`)
  } else {
    const end = await tellOn(play, print)
    if (!end?.told) return once ? 1 : undefined
  }
  if (once) return 0
  await goOn(world, print, signal)
  print(farewell)
  return undefined
}

/** Tells the scenes that are left; undefined when it is stopped before its end. */
async function tellOn(
  { world, story, file, once, stream, signal }: StoryPlay,
  print: (line: string) => void,
): Promise<StoryEnd | undefined> {
  const scenes = scenesOf(story.plan)
  if (story.told.length > 0) {
    print(
      `The story goes on after scene ${story.told.length} of ${scenes.length}, ${story.told.at(-1)?.scene}.`,
    )
  }
  await writeStory(file, story)
  const startedAt = Date.now()
  const end = await tellStory({ scenes, story, file, world, tell: openTeller(stream), signal }).catch(
    (error) => {
      if (!signal.aborted) throw error
      return undefined
    },
  )
  const took = count((Date.now() - startedAt) / 1000, 'second')
  if (!end) {
    print('The story was stopped; the next start goes on with the scene it was at.')
  } else if (end.told) {
    print(`\nThe story is told: ${count(scenes.length, 'scene')} in ${took}.`)
  } else {
    print(`\nThe story ended after ${took} at the scene ${end.scene}: ${end.reason}`)
    print(
      `${once ? '' : 'Everything is still running, to be looked at; '}the next start tries that scene again.`,
    )
  }
  return end
}
