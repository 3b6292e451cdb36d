#!/usr/bin/env node
import { Command } from 'commander'
import { addDeadLettersCommand } from './commands/dead-letters.ts'
import { addPredictCommand } from './commands/predict.ts'
import { addPredictBatchCommand } from './commands/predict-batch.ts'
import { addQueryCommand } from './commands/query.ts'
import { addRunsCommand } from './commands/runs.ts'
import { addTokensCommand } from './commands/tokens.ts'

const program = new Command('headway').description('Headway on the command line').showHelpAfterError()
addQueryCommand(program)
addRunsCommand(program)
addPredictCommand(program)
addPredictBatchCommand(program)
addTokensCommand(program)
addDeadLettersCommand(program)

try {
  await program.parseAsync()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
