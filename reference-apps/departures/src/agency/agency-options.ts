import { resolve } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import type { DeparturesFeeds } from '../story/departures-app.ts'
import { isUrl } from './read-source.ts'

export type AgencyOptions = {
  feeds: DeparturesFeeds
  name: string
  state: string
  pollSeconds: number
  /** End after the feeds are checked. */
  check: boolean
}

/** Reads the command line of `npm run agency`; ends the process with help or with what is wrong. */
export function readAgencyOptions(args: readonly string[]): AgencyOptions {
  const command = new Command('npm run agency --')
    .description(
      "Predict departures from an agency's own feeds: checks them, learns from an archive or from what it records, publishes TripUpdates",
    )
    .requiredOption('--gtfs <file|url>', 'the schedule, a GTFS zip')
    .requiredOption('--vehicle-positions <file|url>', 'GTFS-Realtime vehicle positions')
    .option('--alerts <file|url>', 'GTFS-Realtime alerts')
    .option('--trip-updates <file|url>', 'an existing TripUpdates feed, scored beside ours')
    .option('--weather <file|url>', 'hourly weather with the columns of Environment Canada')
    .option('--tides <folder>', 'TIDES archive of past stop visits; new days may be added while it runs')
    .option('--name <name>', 'what dataset, model and endpoint are called after', slug, 'agency')
    .addOption(
      new Option('--state <folder>', 'where everything is kept')
        .env('HEADWAY_STATE')
        .default('.headway-agency'),
    )
    .option('--poll-seconds <seconds>', 'how often the feeds are read', pollSeconds, 15)
    .option('--check', 'say what the feeds are worth and end', false)
    .showHelpAfterError('npm run agency -- --help says what there is')
    .parse([...args], { from: 'user' })
  const { name, state, check, pollSeconds: every, ...sources } = command.opts<Read>()
  const feeds = Object.fromEntries(
    Object.entries(sources as Record<string, string>).map(([what, source]) => [what, wherever(source)]),
  )
  return { feeds: feeds as DeparturesFeeds, name, state, pollSeconds: every, check }
}

type Read = DeparturesFeeds & { name: string; state: string; pollSeconds: number; check: boolean }

/** A path that means the same file for every process. */
function wherever(source: string): string {
  return isUrl(source) ? source : resolve(source)
}

/** The name ends the names of dataset, model and endpoint, which are at most 63 characters long. */
function slug(text: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,39}$/.test(text)) return text
  throw new InvalidArgumentError('It has lower-case letters, digits and hyphens, at most 40.')
}

function pollSeconds(text: string): number {
  const value = Number(text)
  if (Number.isFinite(value) && value >= 1 && value <= 300) return value
  throw new InvalidArgumentError('It is a number of seconds from 1 to 300.')
}
