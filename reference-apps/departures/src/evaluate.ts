import { writeFile } from 'node:fs/promises'
import { processEnvironment } from '@headway/kit/config'
import { Command, Option } from 'commander'
import { describeError } from './evaluation/describe-error.ts'
import { evaluatePackage } from './evaluation/evaluate-package.ts'
import { evaluationJson, evaluationLines } from './evaluation/report.ts'

const command = new Command('evaluate')
  .description('Train, gate, serve and score departures on a TIDES v1.0 package')
  .requiredOption('--tides <folder>', 'the package')
  .option('--json <file>', 'also write the results as JSON')
  .addOption(
    new Option('--state <folder>', 'state folder of the Headway to use or start')
      .env('HEADWAY_STATE')
      .default('.headway'),
  )
  .parse()

const { tides, json, state } = command.opts<{ tides: string; json?: string; state: string }>()
const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())

try {
  const evaluation = await evaluatePackage({
    tides,
    stateDir: state,
    environment: processEnvironment(),
    print: (line) => console.log(line),
    signal: stopping.signal,
  })
  for (const line of evaluationLines(evaluation)) console.log(line)
  if (json !== undefined) await writeFile(json, `${JSON.stringify(evaluationJson(evaluation), null, 2)}\n`)
} catch (error) {
  console.error(
    stopping.signal.aborted ? 'interrupted; the same command goes on from here' : describeError(error),
  )
  process.exitCode = 1
}
