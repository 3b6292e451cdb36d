import { DomainError } from '@headway/kit/errors'
import { type GraphQLField, type GraphQLSchema, getNamedType, isObjectType } from 'graphql'
import type { Topic, Topics } from './topics.ts'

/** What a message has of itself. */
const messageFields: ReadonlySet<string> = new Set(['cursor', 'event', 'at', 'data'])

/**
 * INVALID_ARGUMENT with everything in which topics and graph do not fit together: a subscription without a topic or the
 * other way round, an argument or a field that one side does not know.
 */
export function checkTopics(topics: Topics, schema: GraphQLSchema): void {
  const subscriptions = schema.getSubscriptionType()?.getFields() ?? {}
  const faults = Object.keys(subscriptions)
    .filter((name) => !topics.has(name))
    .map((name) => `Subscription.${name} has no topic`)
  for (const [name, topic] of topics) {
    const field = subscriptions[name]
    if (!field) faults.push(`topic ${name} has no field in Subscription`)
    else faults.push(...faultsOf(topic, field, schema).map((fault) => `Subscription.${name}: ${fault}`))
  }
  if (faults.length === 0) return
  throw new DomainError(
    'INVALID_ARGUMENT',
    `topics and supergraph do not fit together: ${faults.join('; ')}`,
    {
      field: 'HEADWAY_TOPICS',
      value: faults,
      expected: 'one topic for every field of Subscription',
    },
  )
}

function faultsOf(topic: Topic, field: GraphQLField<unknown, unknown>, schema: GraphQLSchema): string[] {
  const has = (name: string) => field.args.some((argument) => argument.name === name)
  const used = [
    ...topic.match.map(({ argument }) => argument),
    ...Object.values(topic.entities).flatMap((entity) =>
      'fromArgument' in entity ? [entity.fromArgument] : [],
    ),
  ]
  const faults = used.filter((name) => !has(name)).map((name) => `it has no argument ${name}`)
  if (!has('after')) faults.push('it has no argument after')
  const message = getNamedType(field.type)
  const fields = isObjectType(message) ? Object.keys(message.getFields()) : []
  const told = [...Object.keys(topic.fields), ...Object.keys(topic.entities)]
  for (const name of told) if (!fields.includes(name)) faults.push(`${message.name} has no field ${name}`)
  for (const name of fields) {
    if (messageFields.has(name) || told.includes(name)) continue
    faults.push(`the topic does not say what ${message.name}.${name} is`)
  }
  for (const { query, argument } of Object.values(topic.entities)) {
    const found = schema.getQueryType()?.getFields()[query]
    if (!found?.args.some(({ name }) => name === argument)) {
      faults.push(`the graph has no Query.${query}(${argument}:)`)
    }
  }
  if (topic.progress !== undefined && !topic.events.includes(topic.progress)) {
    faults.push(`its progress ${topic.progress} is none of its events`)
  }
  return faults
}
