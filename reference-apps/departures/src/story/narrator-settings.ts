import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { WorldAddresses } from './open-world.ts'

const settingsShape = z.object({
  HEADWAY_GRAPHQL_URL: z.url(),
  HEADWAY_CITY_URL: z.url(),
  HEADWAY_DEPARTURES_URL: z.url(),
  HEADWAY_CITY_ARCHIVE: z.string().min(1),
  /** Holds access-tokens.json. */
  HEADWAY_STATE: z.string().min(1),
  /** Where the narrator keeps how far it is. */
  HEADWAY_STORY_FOLDER: z.string().min(1),
  /** GraphiQL as people reach it. */
  HEADWAY_GRAPHIQL_URL: z.url().optional(),
})

const tokensShape = z.object({ operator: z.string(), approver: z.string() })

/** Where a Headway that runs elsewhere is, from the environment; throws naming every setting that is wrong. */
export async function readNarratorSettings(
  environment: Record<string, string | undefined>,
): Promise<{ addresses: WorldAddresses; file: string }> {
  const parsed = settingsShape.safeParse(environment)
  if (!parsed.success) {
    const mistakes = parsed.error.issues.map(({ path, message }) => {
      const name = String(path[0])
      return environment[name] === undefined ? `- ${name} is not set` : `- ${name}: ${message}`
    })
    throw new Error(`the configuration is wrong:\n${mistakes.join('\n')}`)
  }
  const settings = parsed.data
  const tokens = await readFile(join(settings.HEADWAY_STATE, 'access-tokens.json'), 'utf8')
  return {
    file: join(settings.HEADWAY_STORY_FOLDER, 'story.json'),
    addresses: {
      graphqlUrl: settings.HEADWAY_GRAPHQL_URL,
      graphiqlUrl: settings.HEADWAY_GRAPHIQL_URL ?? new URL('graphiql', settings.HEADWAY_GRAPHQL_URL).href,
      cityUrl: settings.HEADWAY_CITY_URL.replace(/\/$/, ''),
      departuresUrl: settings.HEADWAY_DEPARTURES_URL.replace(/\/$/, ''),
      archive: settings.HEADWAY_CITY_ARCHIVE,
      tokens: tokensShape.parse(JSON.parse(tokens)),
    },
  }
}
