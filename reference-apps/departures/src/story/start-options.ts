import { Command, InvalidArgumentError, Option } from 'commander'
import { fullPlan, type StoryPlan } from './story-plan.ts'

export type StartOptions = {
  state: string
  once: boolean
  empty: boolean
  /** Replicas of serving; undefined leaves it to the environment. */
  serving: number | undefined
  /** The sizes that were asked for; the others are as usual. */
  sizes: Partial<StoryPlan>
}

/** Reads the command line of `npm start`; ends the process with help or with what is wrong. */
export function readStartOptions(args: readonly string[]): StartOptions {
  const command = new Command('npm start --')
    .description(
      'Headway with a small simulated city whose departures it predicts: told as a story once, then it stays up',
    )
    .option('--once', 'stop when the story is told: 0 when every scene did its work, else 1', false)
    .option(
      '--full',
      'a whole city of 232 routes and some 18,000 partitions, up to live predictions (kept in .headway-full)',
      false,
    )
    .option('--empty', 'the platform alone, without city, departures and story', false)
    .addOption(
      new Option('--state <folder>', 'where everything is kept').env('HEADWAY_STATE').default('.headway'),
    )
    .option('--serving <count>', 'replicas of serving behind the gateway (1)', whole(1, 9))
    .option('--routes <count>', 'routes of the city, each in two directions (12)', whole(1, 300))
    .option('--stops <count>', 'stops of each route (24)', whole(4, 80))
    .option('--seed <number>', 'another number gives another city (1)', whole(0, 2 ** 31))
    .option('--days <count>', 'service days of history (28)', whole(10, 400))
    .option(
      '--rows <count>',
      'most training rows of each partition (900; 2,000 with --full)',
      whole(200, 20_000),
    )
    .option('--quiet-days <count>', 'days before the detour opens (7)', whole(1, 60))
    .option('--days-after <count>', 'days with the retrained models (3)', whole(1, 60))
    .addOption(new Option('--with <extra>', 'one scene more').choices(['sensor-fault']))
    .showHelpAfterError('npm start -- --help says what there is')
    .parse([...args], { from: 'user' })
  const {
    state,
    once,
    empty,
    serving,
    full,
    routes,
    stops,
    seed,
    days,
    rows,
    quietDays,
    daysAfter,
    with: extra,
  } = command.opts<Read>()
  if (full && extra !== undefined)
    command.error('error: --full goes up to live predictions: --with does not go with it')
  if (empty && (once || extra !== undefined)) {
    command.error('error: --empty tells no story: --once and --with do not go with it')
  }
  const asked = {
    routes,
    stops,
    seed,
    historyDays: days,
    rowsPerPartition: rows,
    quietDays,
    daysAfter,
    sensorFault: extra === 'sensor-fault' ? true : undefined,
  }
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
  const sizes = full ? { ...fullPlan, ...given } : given
  const isUsualState = command.getOptionValueSource('state') === 'default'
  return { state: full && isUsualState ? '.headway-full' : state, once, empty, serving, sizes }
}

type Read = {
  state: string
  once: boolean
  empty: boolean
  full: boolean
  serving?: number
  routes?: number
  stops?: number
  seed?: number
  days?: number
  rows?: number
  quietDays?: number
  daysAfter?: number
  with?: string
}

function whole(least: number, most: number) {
  return (text: string): number => {
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= least && value <= most) return value
    throw new InvalidArgumentError(`It is a whole number from ${least} to ${most}.`)
  }
}
