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
  /** The whole city, or the small one of the story. */
  HEADWAY_STORY_CITY: z.enum(['small', 'full']).default('small'),
  /** GraphiQL, departures and city as people reach them; as the narrator does where it is not said. */
  HEADWAY_GRAPHIQL_URL: z.url().optional(),
  HEADWAY_DEPARTURES_SHOWN_URL: z.url().optional(),
  HEADWAY_CITY_SHOWN_URL: z.url().optional(),
})

const tokensShape = z.object({ operator: z.string(), approver: z.string() })

/** Where a Headway that runs elsewhere is, from the environment; throws naming every setting that is wrong. */
export async function readNarratorSettings(
  environment: Record<string, string | undefined>,
): Promise<{ addresses: WorldAddresses; file: string; full: boolean }> {
  const parsed = settingsShape.safeParse(environment)
  if (!parsed.success) {
    const mistakes = parsed.error.issues.map(({ path, message }) => {
      const name = String(path[0])
      return environment[name] === undefined ? `- ${name} is not set` : `- ${name}: ${message}`
    })
    throw new Error(`the configuration is wrong:\n${mistakes.join('\n')}`)
  }
  const settings = parsed.data
  const cityUrl = withoutSlash(settings.HEADWAY_CITY_URL)
  const departuresUrl = withoutSlash(settings.HEADWAY_DEPARTURES_URL)
  const tokens = await readFile(join(settings.HEADWAY_STATE, 'access-tokens.json'), 'utf8')
  return {
    full: settings.HEADWAY_STORY_CITY === 'full',
    file: join(settings.HEADWAY_STORY_FOLDER, 'story.json'),
    addresses: {
      graphqlUrl: settings.HEADWAY_GRAPHQL_URL,
      cityUrl,
      departuresUrl,
      shown: {
        graphiqlUrl: settings.HEADWAY_GRAPHIQL_URL ?? new URL('graphiql', settings.HEADWAY_GRAPHQL_URL).href,
        cityUrl: withoutSlash(settings.HEADWAY_CITY_SHOWN_URL ?? cityUrl),
        departuresUrl: withoutSlash(settings.HEADWAY_DEPARTURES_SHOWN_URL ?? departuresUrl),
      },
      archive: settings.HEADWAY_CITY_ARCHIVE,
      tokens: tokensShape.parse(JSON.parse(tokens)),
    },
  }
}

function withoutSlash(url: string): string {
  return url.replace(/\/$/, '')
}
