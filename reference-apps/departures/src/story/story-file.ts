import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { storyPlanShape } from './story-plan.ts'

const memoryShape = z.object({
  /** The run and version that first went live. */
  firstRun: z.string().optional(),
  firstVersion: z.string().optional(),
  /** When the detour was first in force, by the city's clock. */
  detourFrom: z.string().optional(),
  driftReport: z.string().optional(),
  /** The last service day before the new version was live. */
  driftSeenOn: z.string().optional(),
  secondRun: z.string().optional(),
  secondVersion: z.string().optional(),
  /** Runs that were told of already. */
  toldRuns: z.array(z.string()).optional(),
})

/** What scenes note for later ones. */
export type StoryMemory = z.infer<typeof memoryShape>

const shape = z.object({
  plan: storyPlanShape,
  told: z.array(z.object({ scene: z.string(), seconds: z.number(), at: z.string() })),
  memory: memoryShape,
  finishedAt: z.string().nullable(),
})

/** How far the story was told, so that another start goes on from there. */
export type StoryFile = z.infer<typeof shape>

export async function readStory(file: string): Promise<StoryFile | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  const parsed = shape.safeParse(JSON.parse(text))
  if (!parsed.success) throw new Error(`${file} cannot be used: ${z.prettifyError(parsed.error)}`)
  return parsed.data
}

export async function writeStory(file: string, story: StoryFile): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(`${file}.new`, `${JSON.stringify(story, undefined, 2)}\n`)
  await rename(`${file}.new`, file)
}
