import { type Command, InvalidArgumentError } from 'commander'
import { type ConnectionOptions, findConnection, withConnection } from '../connection.ts'
import { createGraphqlClient } from '../graphql-client.ts'

type Options = ConnectionOptions & { partition: string[]; feature: Record<string, number[]>; strict: boolean }
type Answer = {
  predict: {
    versionId: string
    revision: number
    outputs: { name: string; values: unknown[] }[]
    sources: string[]
  }
}

/** `headway predict`: some rows by hand, through the graph. */
export function addPredictCommand(program: Command): void {
  withConnection(
    program
      .command('predict <endpoint>')
      .description('predicts rows; every feature needs one value for each row')
      .option('--partition <key>', 'canonical partition key of a row; once for each row', collect, [])
      .option('--feature <name=values>', 'a feature and its values, separated by commas', collectFeature, {})
      .option('--strict', 'no pooled model and no baseline', false),
  ).action(async (endpoint: string, options: Options) => {
    const client = createGraphqlClient(await findConnection(options))
    const { predict } = await client.request<Answer>(
      'query ($input: PredictInput!) { predict(input: $input) { versionId revision outputs { name values } sources } }',
      {
        input: {
          endpoint,
          ...(options.partition.length > 0 ? { partitions: options.partition } : {}),
          features: Object.entries(options.feature).map(([name, values]) => ({ name, values })),
          strict: options.strict,
        },
      },
    )
    console.log(`answered by ${predict.versionId}, revision ${predict.revision}`)
    console.table(
      predict.sources.map((source, row) => ({
        partition: options.partition[row] ?? '',
        ...Object.fromEntries(predict.outputs.map(({ name, values }) => [name, values[row]])),
        source,
      })),
    )
  })
}

function collect(value: string, earlier: string[]): string[] {
  return [...earlier, value]
}

function collectFeature(text: string, earlier: Record<string, number[]>): Record<string, number[]> {
  const at = text.indexOf('=')
  const values = text
    .slice(at + 1)
    .split(',')
    .map(Number)
  if (at < 1 || values.some((value) => !Number.isFinite(value))) {
    throw new InvalidArgumentError('expected name=number,number…')
  }
  return { ...earlier, [text.slice(0, at)]: values }
}
