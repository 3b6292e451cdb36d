import { readFile } from 'node:fs/promises'
import { openArtifactStore } from '@headway/artifacts/store'
import { startService } from '@headway/testkit/start-service'
import { buildSchema, type GraphQLObjectType, getNamedType, isLeafType, isObjectType } from 'graphql'
import { expect, test } from 'vitest'
import { openWorker } from './open-worker.ts'
import { speak } from './speak.ts'

const elsewhere = new Set(['Model', 'ModelVersion', 'Endpoint'])

/** Every field of a type, and of the types it leads to, down to a depth; other services' types by their key. */
function everyField(type: GraphQLObjectType, depth: number): string {
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const inner = getNamedType(field.type)
    const needed = field.args.filter(({ type: wanted }) => String(wanted).endsWith('!'))
    if (isLeafType(inner)) return [field.name]
    if (!isObjectType(inner) || depth === 0 || needed.length > 0) return []
    const below = everyField(inner, elsewhere.has(inner.name) ? 0 : depth - 1)
    return below === '' ? [] : [`${field.name} { ${below} }`]
  })
  return fields.join(' ')
}

test('every field of every type answers', async () => {
  const sdl = await readFile(new URL('../schema.graphql', import.meta.url), 'utf8')
  const own = sdl.slice(sdl.indexOf('directive @auth'))
  const schema = buildSchema(`directive @key(fields: String!, resolvable: Boolean) on OBJECT
    directive @shareable on OBJECT ${own}`)
  await using service = await startService('pipelines')
  await using _worker = await openWorker(service.settings)
  await using artifacts = await openArtifactStore(service.artifacts.path)
  const { stepsKnown, register, start, ended } = speak(service)
  await stepsKnown()
  const keys = (await artifacts.put(Buffer.from('[["R1","0","A"],["R1","0","B"]]'))).digest
  const forEach = { items: 'parameters.keys', chunkSize: 2 }
  await register('all', {
    model: 'eta',
    endpoint: 'eta',
    steps: [
      { name: 'train', uses: 'test/train', forEach },
      { name: 'evaluate', uses: 'test/evaluate', inputs: { models: 'train.models[chunk]' }, forEach },
      {
        name: 'gate',
        uses: 'headway/gate',
        inputs: { models: 'train.models', errors: 'evaluate.errors' },
        parameters: { rules: { compare: [{ against: 'schedule', be: 'better' }] } },
      },
      { name: 'refuse', uses: 'test/refuse', needs: ['gate'] },
    ],
  })
  await service.data('mutation ($input: SetTriggerInput!) { setTrigger(input: $input) { name } }', {
    input: { name: 'nightly', pipeline: 'all', cron: '0 3 * * *' },
  })
  const id = await start('all', { keys })
  await ended(id)

  const query = schema.getQueryType() as GraphQLObjectType
  const given: Record<string, string> = {
    pipeline: '(name: "all")',
    pipelineRun: `(id: "${id}")`,
    trigger: '(name: "nightly")',
  }
  for (const field of Object.values(query.getFields())) {
    const type = getNamedType(field.type) as GraphQLObjectType
    const selection = everyField(type, 5)
    const answer = await service.graphql(`{ ${field.name}${given[field.name] ?? ''} { ${selection} } }`)
    expect(answer.errors, field.name).toBeUndefined()
    expect(answer.data?.[field.name], field.name).not.toBeNull()
  }
  const entities = await service.graphql(
    `query ($list: [_Any!]!) { _entities(representations: $list) {
      ... on Pipeline { name version { number } } ... on PipelineRun { id state steps { name } } } }`,
    {
      list: [
        { __typename: 'Pipeline', name: 'all' },
        { __typename: 'PipelineRun', id },
      ],
    },
  )
  expect(entities.data).toMatchObject({
    _entities: [
      { name: 'all', version: { number: 1 } },
      {
        id,
        state: 'FAILED',
        steps: [{ name: 'train' }, { name: 'evaluate' }, { name: 'gate' }, { name: 'refuse' }],
      },
    ],
  })
})
