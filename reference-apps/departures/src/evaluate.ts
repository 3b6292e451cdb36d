import { writeFile } from 'node:fs/promises'
import { processEnvironment } from '@headway/kit/config'
import { Command, InvalidArgumentError, Option } from 'commander'
import { describeError } from './evaluation/describe-error.ts'
import { evaluatePackage } from './evaluation/evaluate-package.ts'
import { evaluationJson, evaluationLines } from './evaluation/report.ts'
import { sampleCity } from './evaluation/sample-city.ts'

const command = new Command('evaluate')
  .description('Train, gate, serve and score departures on a TIDES v1.0 package')
  .addOption(new Option('--tides <folder>', 'the package').conflicts('city'))
  .addOption(
    new Option('--city [routes]', 'a simulated city in place of a package').argParser(routeCount).preset('1'),
  )
  .option('--json <file>', 'also write the results as JSON')
  .addOption(
    new Option('--state <folder>', 'state folder of the Headway to use or start')
      .env('HEADWAY_STATE')
      .default('.headway'),
  )
  .parse()

type Options = { tides?: string; city?: number; json?: string; state: string }
const { tides, city, json, state } = command.opts<Options>()
const print = (line: string) => console.log(line)
const stopping = new AbortController()
// Ctrl-C arrives from the terminal and again from npm: every one must be heard, or the second ends what stops in order.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (!stopping.signal.aborted) print('stopping …')
    stopping.abort()
  })
}

try {
  const evaluation = await evaluatePackage({
    tides: await packageFolder(),
    stateDir: state,
    environment: processEnvironment(),
    print,
    signal: stopping.signal,
  })
  for (const line of evaluationLines(evaluation)) print(line)
  if (json !== undefined) await writeFile(json, `${JSON.stringify(evaluationJson(evaluation), null, 2)}\n`)
} catch (error) {
  console.error(
    stopping.signal.aborted ? 'interrupted; the same command goes on from here' : describeError(error),
  )
  process.exitCode = 1
}

async function packageFolder(): Promise<string> {
  if (tides !== undefined) return tides
  if (city !== undefined) return sampleCity(state, city, print)
  throw new Error('give --tides <folder>, or --city for a simulated one')
}

function routeCount(text: string): number {
  const count = Number(text)
  if (Number.isInteger(count) && count >= 1 && count <= 300) return count
  throw new InvalidArgumentError('expected a whole number of routes from 1 to 300')
}
