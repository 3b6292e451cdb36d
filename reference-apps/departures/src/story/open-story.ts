import { readStory, type StoryFile } from './story-file.ts'
import { type StoryPlan, usualPlan } from './story-plan.ts'

/**
 * The story of a state folder: how far it was told, or a new one of these sizes. Throws when sizes are asked for that
 * the city, which is there already, does not have.
 */
export async function openStory(file: string, sizes: Partial<StoryPlan>): Promise<StoryFile> {
  const kept = await readStory(file)
  if (!kept) return { plan: { ...usualPlan, ...sizes }, told: [], memory: {}, finishedAt: null }
  const differing = (Object.keys(sizes) as (keyof StoryPlan)[]).filter(
    (name) => kept.plan[name] !== sizes[name],
  )
  if (differing.length > 0) {
    const words = differing.map((name) => `${name} is ${kept.plan[name]}, not ${sizes[name]}`)
    throw new Error(
      `${file} has a city already in which ${words.join(', ')}: give another city another --state`,
    )
  }
  return kept
}
