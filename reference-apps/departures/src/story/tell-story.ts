import { type Scene, SceneFailure, type Stage } from './scene.ts'
import { type StoryFile, writeStory } from './story-file.ts'
import type { Teller } from './teller.ts'
import type { World } from './world.ts'

/** How a story ended. */
export type StoryEnd = { told: true } | { told: false; scene: string; reason: string }

/**
 * Tells the scenes that were not told yet, one after the other, and notes each in the story's file. Ends at the first
 * that fails, naming it. Throws only when it is stopped.
 */
export async function tellStory(options: {
  scenes: readonly Scene[]
  story: StoryFile
  file: string
  world: World
  tell: Teller
  signal: AbortSignal
}): Promise<StoryEnd> {
  const { scenes, story, file, world, tell, signal } = options
  for (const scene of scenes) {
    if (story.told.some((one) => one.scene === scene.name)) continue
    tell.scene(scene.name)
    const startedAt = Date.now()
    const limitS = scene.limitS * story.plan.patience
    const stage: Stage = {
      world,
      tell,
      memory: story.memory,
      scene: scene.name,
      deadline: startedAt + limitS * 1000,
      limitS,
      signal,
    }
    try {
      await scene.play(stage)
    } catch (error) {
      signal.throwIfAborted()
      const reason = error instanceof SceneFailure ? error.message : String(error)
      return { told: false, scene: scene.name, reason }
    }
    story.told.push({
      scene: scene.name,
      seconds: (Date.now() - startedAt) / 1000,
      at: new Date().toISOString(),
    })
    await writeStory(file, story)
  }
  story.finishedAt = new Date().toISOString()
  await writeStory(file, story)
  return { told: true }
}
