import type { EventData, EventDefinition } from '@headway/events/define-event'
import type { Actor } from './actor.ts'
import { decodeEventHeaders } from './cloud-event.ts'

export type ReceivedEvent<Definition extends EventDefinition> = {
  id: string
  type: string
  data: EventData<Definition>
  time: Date
  /** Who caused it, acting here with the role `service`. */
  actor: Actor
  /** What it is about. */
  subject: string | undefined
  revision: number | undefined
}

/** A message that no retry can make readable. */
export class UnreadableEvent extends Error {
  override readonly name = 'UnreadableEvent'
}

/** Reads a message as the event it should be; throws UnreadableEvent saying what is wrong with it. */
export function readEvent(
  definition: EventDefinition,
  headers: Record<string, string>,
  payload: Uint8Array,
): ReceivedEvent<EventDefinition> {
  const attributes = decodeEventHeaders(headers)
  if (!attributes)
    throw new UnreadableEvent('not a CloudEvent: ce-id, ce-type or ce-specversion 1.0 is missing')
  if (attributes.type !== definition.type) {
    throw new UnreadableEvent(`ce-type is ${attributes.type}, expected ${definition.type}`)
  }
  let json: unknown
  try {
    json = JSON.parse(Buffer.from(payload).toString('utf8'))
  } catch (error) {
    throw new UnreadableEvent(`the data is not JSON: ${(error as Error).message}`)
  }
  const parsed = definition.shape.safeParse(json)
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'data'}: ${issue.message}`)
    throw new UnreadableEvent(`the data does not match ${definition.type}: ${issues.join('; ')}`)
  }
  const { id, type, time, subject, revision, actor } = attributes
  return {
    id,
    type,
    time,
    subject,
    revision,
    data: parsed.data,
    actor: actor ?? { id: 'system', roles: ['service'] },
  }
}
