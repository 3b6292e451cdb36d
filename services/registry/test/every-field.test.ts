import { readFile } from 'node:fs/promises'
import { modelVersionCreated } from '@headway/events/registry'
import {
  type FieldDefinitionNode,
  isTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  type TypeNode,
} from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  approveVersion,
  createVersion,
  type Fleet,
  moveAlias,
  openFleet,
  promoteVersion,
  proposeVersion,
  registerModel,
  writeManifest,
} from './fleet.ts'

let fleet: Fleet
let types: Map<string, ObjectTypeDefinitionNode>
let leaves: Set<string>
beforeAll(async () => {
  fleet = await openFleet()
  const definitions = parse(await readFile(new URL('../schema.graphql', import.meta.url), 'utf8')).definitions
  types = new Map(
    definitions
      .filter((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION)
      .map((node) => [node.name.value, node]),
  )
  leaves = new Set([
    ...['ID', 'String', 'Int', 'Float', 'Boolean'],
    ...definitions
      .filter((node) => isTypeDefinitionNode(node))
      .filter(({ kind }) => kind === Kind.SCALAR_TYPE_DEFINITION || kind === Kind.ENUM_TYPE_DEFINITION)
      .map(({ name }) => name.value),
  ])
})
afterAll(() => fleet[Symbol.asyncDispose]())

/** Arguments of the fields that need some. */
const fieldArguments: Record<string, string> = {
  'Model.alias': '(name: "champion")',
  'ModelVersion.partition': '(key: "R1/S1")',
}

/** What a log that was not tampered with leaves null. */
const nullable = ['AuditVerification.brokenAt', 'AuditVerification.problem']

test('every field of every type answers', async () => {
  const roots = await prepare()

  const query = `query { ${roots.map(([field, type], index) => `root${index}: ${field} ${selection(type)}`).join('\n')} }`
  const { data, errors } = await fleet.service.graphql(query)

  expect(errors).toBeUndefined()
  const answered = new Set<string>()
  collect(data, answered)
  const owned = [...types]
    .filter(([name]) => name !== 'Query' && name !== 'Mutation')
    .flatMap(([name, { fields = [] }]) => fields.map((field) => `${name}.${field.name.value}`))
  expect(owned.filter((field) => !answered.has(field) && !nullable.includes(field))).toEqual([])
})

/** Brings about every situation that a field tells of; returns the root fields that show them, with their types. */
async function prepare(): Promise<[string, string][]> {
  await registerModel(fleet, 'whole')
  const environment = await fleet.artifacts.put(
    Buffer.from(
      JSON.stringify({
        runtime: 'node 24.21.0',
        platform: 'linux-x64',
        lockfileDigest: 'b'.repeat(64),
        libraries: { zod: '4.6.7' },
      }),
    ),
  )
  const base = await promoteVersion(fleet, 'whole', null, [
    { key: ['R1', 'S1'], constant: 1, mae: 30 },
    { key: ['R1', 'S2'], constant: 2, mae: 20 },
  ])
  const one = await createVersion(fleet, 'whole', base, [{ key: ['R1', 'S1'], constant: 11, mae: 25 }])
  const profile = await fleet.artifacts.put(Buffer.from('a profile'))
  const manifestDigest = await writeManifest(
    fleet,
    'whole',
    base,
    [
      { key: ['R1', 'S1'], constant: 21, mae: 24, reason: '9 days of 10' },
      { key: ['R1', 'S2'], constant: 22, mae: 10 },
    ],
    { profiles: [profile.digest], run: 'run-7' },
  )
  const run = await proposeVersion(fleet, {
    model: 'whole',
    parent: base,
    manifestDigest,
    environmentDigest: environment.digest,
    metrics: { mae: 22 },
    run: 'run-7',
  })
  await fleet.events.next(modelVersionCreated, (event) => event.run === run)
  await approveVersion(fleet, one)
  await moveAlias(fleet, 'whole', 'champion', one)
  await approveVersion(fleet, 'whole/3')
  await fleet.service.data(
    'mutation { rollBackAlias(model: "whole", alias: "champion", reason: "a drill") { revision } }',
  )
  await createVersion(fleet, 'whole', 'whole/4', [{ key: ['R9', 'S9'], constant: 9 }])
  const { pinPartitions } = await fleet.service.data<{ pinPartitions: { id: string } }>(
    `mutation { pinPartitions(input: { model: "whole", partitions: { keyPrefix: "R1/" }, reason: "a drill" }) { id } }`,
  )
  const { modelPartition, auditLog } = await fleet.service.data<{
    modelPartition: { pack: { digest: string } }
    auditLog: { edges: { node: { key: { id: string } } }[] }
  }>(`{ modelPartition(id: "whole/3#R1/S1") { pack { digest } }
    auditLog(model: "whole") { edges { node { key { id } } } } }`)
  const entity = (type: string, key: string, value: string) =>
    `_entities(representations: [{ __typename: "${type}", ${key}: "${value}" }])`
  return [
    ['model(name: "whole")', 'Model'],
    ['models', 'ModelConnection'],
    ...[1, 2, 3, 4].map((number): [string, string] => [
      `modelVersion(id: "whole/${number}")`,
      'ModelVersion',
    ]),
    ['modelPartition(id: "whole/3#R1/S1")', 'ModelPartition'],
    ['waitingModelVersions', 'ModelVersionConnection'],
    [`cohortChange(id: "${pinPartitions.id}")`, 'CohortChange'],
    ['partitionGrid(version: "whole/1")', 'PartitionGrid'],
    ['compareModelVersions(from: "whole/1", to: "whole/3")', 'ModelVersionComparison'],
    [`aliasAt(model: "whole", name: "champion", time: "${new Date().toISOString()}")`, 'AliasMove'],
    [`aliasAt(model: "whole", name: "challenger", time: "${new Date().toISOString()}")`, 'AliasMove'],
    [`artifact(digest: "${modelPartition.pack.digest}")`, 'Artifact'],
    [`environment(digest: "${environment.digest}")`, 'Environment'],
    ['auditLog(model: "whole")', 'AuditEventConnection'],
    ['verifyAuditLog(model: "whole")', 'AuditVerification'],
    [`auditKey(id: "${auditLog.edges[0]?.node.key.id}")`, 'AuditKey'],
    [entity('PipelineRun', 'id', run), '... on PipelineRun'],
    [entity('DatasetVersion', 'id', 'stop_visits/3'), '... on DatasetVersion'],
    [entity('Alias', 'id', 'whole@champion'), '... on Alias'],
    [entity('Model', 'name', 'whole'), '... on Model'],
    [entity('ModelVersion', 'id', 'whole/3'), '... on ModelVersion'],
    [entity('ModelPartition', 'id', 'whole/3#R1/S1'), '... on ModelPartition'],
    [entity('Artifact', 'digest', profile.digest), '... on Artifact'],
    [entity('Environment', 'digest', environment.digest), '... on Environment'],
  ]
}

/** Every field of a type; of the entities that these lead to, the values alone. */
function selection(type: string, depth: number = 0): string {
  if (type.startsWith('... on ')) return `{ ${type} ${selection(type.slice('... on '.length))} }`
  const isEntity = types.get(type)?.directives?.some(({ name }) => name.value === 'key') ?? false
  const fields = (types.get(type)?.fields ?? []).map((field) => {
    const name = `${field.name.value}${fieldArguments[`${type}.${field.name.value}`] ?? ''}`
    const of = typeName(field.type)
    if (leaves.has(of)) return name
    if (depth > 0 && isEntity) return ''
    const isSkipped = needsArguments(field) && !name.includes('(')
    return isSkipped ? '' : `${name} ${selection(of, isEntity ? depth + 1 : depth)}`
  })
  return `{ __typename ${fields.join(' ')} }`
}

function needsArguments({ arguments: given = [] }: FieldDefinitionNode): boolean {
  return given.some(({ type }) => type.kind === Kind.NON_NULL_TYPE)
}

function typeName(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : typeName(type.type)
}

function collect(value: unknown, answered: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) collect(item, answered)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return
  const type = (value as { __typename?: string }).__typename
  for (const [name, member] of Object.entries(value)) {
    if (type && member !== null) answered.add(`${type}.${name}`)
    collect(member, answered)
  }
}
