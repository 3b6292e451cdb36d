import { catalog } from '@headway/events/catalog'
import { z } from 'zod'

const knownEvents: ReadonlySet<string> = new Set(
  Object.values(catalog).flatMap((events) => events.map(({ type }) => type)),
)
const eventType = z
  .string()
  .refine((type) => knownEvents.has(type), { message: 'expected the type of an event in docs/events.md' })

/** An argument that is left out matches every event. */
const match = z.union([
  z.strictObject({ argument: z.string(), equals: z.string().describe('field of the event') }),
  z.strictObject({ argument: z.string(), isIn: z.string().describe('field of the event, a list') }),
])

const entity = z.union([
  z.strictObject({ query: z.string(), argument: z.string(), field: z.string() }),
  z.strictObject({ query: z.string(), argument: z.string(), fromArgument: z.string() }),
])

const topicShape = z.strictObject({
  events: z.array(eventType).min(1),
  /** Narrows the replay of missed events; a subject that covers every event. */
  subject: z.string().min(1),
  match: z.array(match).default([]),
  /** What a message has besides cursor, event, at and data: its field → field of the event. */
  fields: z.record(z.string(), z.string()).default({}),
  /** A message's field → where its present state is read in the graph, and by which value of event or argument. */
  entities: z.record(z.string(), entity).default({}),
  /** The event of which only the latest matters, told at most twice a second. */
  progress: eventType.optional(),
})

/** The form of a file of topics. */
export const topicsShape = z.strictObject({
  format: z.literal('headway.topics/1'),
  topics: z.record(z.string(), topicShape),
})

/** One field of `Subscription`: which events it tells, and what a message is made of. */
export type Topic = z.output<typeof topicShape>

export type Topics = ReadonlyMap<string, Topic>

export type EventFields = Record<string, unknown>

/** An entity of a message: where its present state is read in the graph. */
export type EntityLookup = { field: string; argument: string; value: string }

/** Whether an event is meant by a subscription's arguments. */
export function isMeant({ match }: Topic, args: EventFields, data: EventFields): boolean {
  return match.every((rule) => {
    const wanted = args[rule.argument]
    if (wanted == null) return true
    if ('equals' in rule) return data[rule.equals] === wanted
    const list = data[rule.isIn]
    return Array.isArray(list) && list.includes(wanted)
  })
}

/** Where the entity of a message's field is found; undefined where the field is none, or the event names none. */
export function lookUpEntity(
  { entities }: Topic,
  name: string,
  args: EventFields,
  data: EventFields,
): EntityLookup | undefined {
  const entity = entities[name]
  if (!entity) return undefined
  const value = 'field' in entity ? data[entity.field] : args[entity.fromArgument]
  return typeof value === 'string' ? { field: entity.query, argument: entity.argument, value } : undefined
}
