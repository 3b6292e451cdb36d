import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import type { Command } from 'commander'
import { type ConnectionOptions, findConnection, withConnection } from '../connection.ts'
import { createGraphqlClient, describeProblem } from '../graphql-client.ts'
import { subscribe } from '../subscribe.ts'

type Options = ConnectionOptions & { file?: string; variables: string; after?: string }

/** `headway query`: one GraphQL operation; a subscription prints a line for each message until Ctrl-C. */
export function addQueryCommand(program: Command): void {
  withConnection(
    program
      .command('query')
      .description('runs a GraphQL operation and prints its answer as JSON')
      .argument('[operation]', 'the operation; read from standard input when it is left out')
      .option('--file <file>', 'reads the operation from a file')
      .option('--variables <json>', 'its variables', '{}')
      .option('--after <cursor>', 'of a subscription: the cursor behind which to begin'),
  ).action(async (given: string | undefined, options: Options) => {
    const operation = options.file
      ? await readFile(options.file, 'utf8')
      : (given ?? (await text(process.stdin)))
    const variables = JSON.parse(options.variables) as Record<string, unknown>
    const connection = await findConnection(options)
    if (/^\s*subscription\b/m.test(operation)) {
      const after = options.after === undefined ? {} : { after: options.after }
      for await (const message of subscribe({ ...connection, query: operation, variables, ...after })) {
        console.log(JSON.stringify(message))
      }
      return
    }
    const { data, errors } = await createGraphqlClient(connection).answer(operation, variables)
    console.log(JSON.stringify(data, undefined, 2))
    if (!errors?.length) return
    for (const problem of errors) console.error(describeProblem(problem))
    process.exitCode = 1
  })
}
