import type { ApolloServer } from '@apollo/server'
import { GraphQLError } from 'graphql'
import type { Caller } from '../caller.ts'
import { buildEntityQuery, type EntityRequest } from './entity-query.ts'
import type { FeedEvent } from './event-feed.ts'
import type { OperationRequest, SubscriptionPlan } from './subscription-plan.ts'
import { lookUpEntity } from './topics.ts'

/** One message to a subscriber: a GraphQL result, with the cursor beside it whether it was asked for or not. */
export type Message = {
  data?: Record<string, unknown> | null
  errors?: readonly GraphQLError[]
  extensions?: { cursor: string }
}

/**
 * Tells one event as the subscription asked. Entity fields are read through the composed graph as they are now,
 * in the name of the subscriber; where that fails they are null and the errors say why.
 */
export async function tellEvent(
  plan: SubscriptionPlan,
  event: FeedEvent,
  apollo: ApolloServer<Caller>,
  caller: Caller,
): Promise<Message> {
  const payload: Record<string, unknown> = {}
  const entities: EntityRequest[] = []
  for (const node of plan.fields) {
    const name = node.name.value
    const key = node.alias?.value ?? name
    if (!plan.topic.entities[name]) {
      payload[key] = eventField(plan, name, event)
      continue
    }
    payload[key] ??= null
    const lookup = lookUpEntity(plan.topic, name, plan.args, event.data)
    if (lookup) entities.push({ node, lookup })
  }
  const { data, errors } = entities.length > 0 ? await readEntities(plan, entities, apollo, caller) : {}
  return {
    data: { [plan.responseKey]: { ...payload, ...data } },
    ...(errors && errors.length > 0
      ? { errors: errors.map((error) => toError(error, [plan.responseKey])) }
      : {}),
    extensions: { cursor: String(event.sequence) },
  }
}

function eventField(plan: SubscriptionPlan, name: string, event: FeedEvent): unknown {
  switch (name) {
    case '__typename':
      return plan.typeName
    case 'cursor':
      return String(event.sequence)
    case 'event':
      return event.type
    case 'at':
      return event.at
    case 'data':
      return event.data
    default:
      return event.data[plan.topic.fields[name] ?? ''] ?? null
  }
}

/** Answers a query or mutation of a transport that carries subscriptions. */
export async function answerOnce(
  apollo: ApolloServer<Caller>,
  request: OperationRequest,
  caller: Caller,
): Promise<Message> {
  const { body } = await apollo.executeOperation(
    {
      query: request.query,
      variables: request.variables ?? {},
      ...(request.operationName ? { operationName: request.operationName } : {}),
    },
    { contextValue: caller },
  )
  if (body.kind !== 'single') throw new Error('a query was answered in parts')
  const { data, errors } = body.singleResult
  return {
    ...(data === undefined ? {} : { data }),
    ...(errors ? { errors: errors.map((error) => toError(error, [])) } : {}),
  }
}

async function readEntities(
  plan: SubscriptionPlan,
  entities: EntityRequest[],
  apollo: ApolloServer<Caller>,
  caller: Caller,
): Promise<Message> {
  return answerOnce(apollo, buildEntityQuery(entities, plan), caller)
}

type AnyError = Pick<GraphQLError, 'message'> & Partial<Pick<GraphQLError, 'path' | 'extensions'>>

function toError({ message, path, extensions }: AnyError, above: string[]): GraphQLError {
  return new GraphQLError(message, {
    ...(path || above.length > 0 ? { path: [...above, ...(path ?? [])] } : {}),
    ...(extensions ? { extensions } : {}),
  })
}
