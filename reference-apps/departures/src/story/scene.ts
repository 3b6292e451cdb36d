import { setTimeout as sleep } from 'node:timers/promises'
import type { StoryMemory } from './story-file.ts'
import type { Teller } from './teller.ts'
import type { World } from './world.ts'

/** One scene of the story: something is brought about, seen in the graph or the feeds, and told. */
export type Scene = {
  name: string
  /** The scene fails when it takes longer. */
  limitS: number
  /** Plays it; playing it again after a part of it was done goes on from there. */
  play: (stage: Stage) => Promise<void>
}

/** What a scene is given. */
export type Stage = {
  world: World
  tell: Teller
  /** What earlier scenes found out; what this one notes is kept when it ends well. */
  memory: StoryMemory
  scene: string
  /** Milliseconds since 1970. */
  deadline: number
  limitS: number
  signal: AbortSignal
}

/** A scene that cannot go on: what it waited for did not happen, or something else did. */
export class SceneFailure extends Error {
  override readonly name = 'SceneFailure'
  readonly scene: string

  constructor(scene: string, reason: string) {
    super(reason)
    this.scene = scene
  }
}

export function fail(stage: Stage, reason: string): never {
  throw new SceneFailure(stage.scene, reason)
}

/**
 * Asks again and again until there is an answer. A question that is not answered (a process may be starting again) is
 * asked again too. Throws SceneFailure when the scene's time is over, saying what was last seen.
 */
export async function until<Answer>(
  stage: Stage,
  what: string,
  ask: (note: (seen: string) => void) => Promise<Answer | undefined>,
  everyMs = 500,
): Promise<Answer> {
  let last = 'nothing was seen of it'
  for (;;) {
    stage.signal.throwIfAborted()
    try {
      const answer = await ask((seen) => {
        last = seen
      })
      if (answer !== undefined) return answer
    } catch (error) {
      stage.signal.throwIfAborted()
      if (error instanceof SceneFailure) throw error
      last = error instanceof Error ? error.message : String(error)
    }
    if (Date.now() > stage.deadline) fail(stage, `${what}: not within ${stage.limitS} s (${last})`)
    await sleep(everyMs, undefined, { signal: stage.signal })
  }
}
