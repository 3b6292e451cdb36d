import type { ApolloServer } from '@apollo/server'
import { DomainError } from '@headway/kit/errors'
import type { Logger } from '@headway/kit/log'
import { GraphQLError, type GraphQLSchema } from 'graphql'
import type { Caller } from '../caller.ts'
import type { GatewaySettings } from '../config.ts'
import { toGraphqlError } from '../public-errors.ts'
import { createChangeQueue } from './change-queue.ts'
import type { EventFeed, FeedEvent } from './event-feed.ts'
import { type Message, tellEvent } from './message.ts'
import { type OperationRequest, planSubscription, type SubscriptionPlan } from './subscription-plan.ts'
import { isMeant, type Topics } from './topics.ts'

export type OpenRequest = {
  request: OperationRequest
  /** Who asks, found out again before every message, so that a token that was revoked ends the subscription. */
  identify: () => Promise<Caller>
  /** The cursor that a reconnecting event stream names; goes before `after`. */
  lastEventId?: string | undefined
}

export type Subscriptions = {
  /** Messages until the subscriber ends it, or what is wrong with the request. */
  open: (request: OpenRequest) => Promise<readonly GraphQLError[] | AsyncGenerator<Message>>
  /** How many are open. */
  count: () => number
} & AsyncDisposable

const longestTimerMs = 2 ** 31 - 1

/** Answers subscriptions from the stream of all events and the composed graph. */
export function createSubscriptions(deps: {
  feed: EventFeed
  apollo: ApolloServer<Caller>
  apiSchema: () => GraphQLSchema
  topics: Topics
  settings: GatewaySettings
  log: Logger
}): Subscriptions {
  const { settings } = deps
  const ends = new Set<(error: DomainError) => void>()

  const start = async (plan: SubscriptionPlan, { identify }: OpenRequest) => {
    const caller = await identify()
    const queue = createChangeQueue((event) => event.type === plan.topic.progress)
    const types = new Set(plan.topic.events)
    const isWanted = (event: FeedEvent) => types.has(event.type) && isMeant(plan.topic, plan.args, event.data)
    const stopListening = await deps.feed.listen((event) => {
      if (!isWanted(event) || queue.offer(event)) return
      queue.end(
        new DomainError('RESOURCE_EXHAUSTED', 'messages are read too slowly: go on from the last cursor'),
      )
    })
    const end = (error: DomainError) => queue.end(error)
    const timer = caller.expiresAt ? setTimeout(expire, untilMs(caller.expiresAt)) : undefined
    function expire() {
      queue.end(new DomainError('UNAUTHENTICATED', 'the token has expired'))
    }
    const close = () => {
      clearTimeout(timer)
      stopListening()
      ends.delete(end)
      queue.end()
    }
    ends.add(end)
    try {
      const { after } = plan
      const missed = after === undefined ? undefined : await deps.feed.replay(after, plan.topic.subject)
      return { events: inOrder(plan, missed, isWanted, queue.iterate()), close }
    } catch (error) {
      close()
      throw error
    }
  }

  return {
    count: () => ends.size,
    async open(opening) {
      try {
        const plan = planSubscription(opening.request, {
          schema: deps.apiSchema(),
          topics: deps.topics,
          maxTokens: settings.HEADWAY_MAX_TOKENS,
          limits: settings,
          lastEventId: opening.lastEventId,
        })
        if (!('topic' in plan)) return plan
        if (ends.size >= settings.HEADWAY_MAX_SUBSCRIPTIONS) {
          throw new DomainError(
            'RESOURCE_EXHAUSTED',
            `${ends.size} subscriptions are open: no more are taken`,
          )
        }
        const { events, close } = await start(plan, opening)
        return closable(tell(plan, events, opening), close)
      } catch (error) {
        return [asGraphqlError(error)]
      }
    },
    async [Symbol.asyncDispose]() {
      for (const end of [...ends])
        end(new DomainError('UNAVAILABLE', 'the gateway stops: go on from the last cursor'))
    },
  }

  async function* tell(
    plan: SubscriptionPlan,
    events: AsyncGenerator<FeedEvent>,
    { identify }: OpenRequest,
  ): AsyncGenerator<Message> {
    try {
      for await (const event of events) yield await tellEvent(plan, event, deps.apollo, await identify())
    } catch (error) {
      yield { errors: [asGraphqlError(error)] }
    }
  }

  function asGraphqlError(error: unknown): GraphQLError {
    if (error instanceof GraphQLError) return error
    if (error instanceof DomainError) return toGraphqlError(error)
    deps.log.error({ err: error }, 'a subscription failed')
    return new GraphQLError('internal error', { extensions: { code: 'INTERNAL' } })
  }
}

/** Missed events, of whose progress only the latest counts, and then those that come, each once. */
async function* inOrder(
  plan: SubscriptionPlan,
  missed: AsyncGenerator<FeedEvent> | undefined,
  isWanted: (event: FeedEvent) => boolean,
  coming: AsyncGenerator<FeedEvent>,
): AsyncGenerator<FeedEvent> {
  let last = plan.after ?? 0
  let progress: FeedEvent | undefined
  if (missed) {
    for await (const event of missed) {
      last = event.sequence
      if (!isWanted(event)) continue
      if (event.type === plan.topic.progress) {
        progress = event
        continue
      }
      if (progress) yield progress
      progress = undefined
      yield event
    }
  }
  if (progress) yield progress
  for await (const event of coming) if (event.sequence > last) yield event
}

/** A generator waiting for its next event does not hear `return`: closing what it waits for ends it. */
function closable(messages: AsyncGenerator<Message>, close: () => void): AsyncGenerator<Message> {
  const closed: AsyncGenerator<Message> = {
    next: async () => {
      const result = await messages.next()
      if (result.done) close()
      return result
    },
    return: async (value) => {
      close()
      return messages.return(value)
    },
    throw: async (error) => {
      close()
      return messages.throw(error)
    },
    [Symbol.asyncIterator]: () => closed,
    [Symbol.asyncDispose]: async () => {
      close()
      await messages.return(undefined)
    },
  }
  return closed
}

function untilMs(moment: Date): number {
  return Math.min(Math.max(moment.getTime() - Date.now(), 0), longestTimerMs)
}
