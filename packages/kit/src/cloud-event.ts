import type { Actor } from './actor.ts'

/** The attributes of a CloudEvents 1.0 message in binary mode; its data travels beside them. */
export type EventAttributes = {
  id: string
  type: string
  time: Date
  subject: string | undefined
  revision: number | undefined
  actor: Actor | undefined
}

/** `ce-*` headers without `ce-source`, which the relay adds. */
export function encodeEventHeaders(attributes: EventAttributes): Record<string, string> {
  const { id, type, time, subject, revision, actor } = attributes
  return {
    'ce-specversion': '1.0',
    'ce-id': encode(id),
    'ce-type': encode(type),
    'ce-time': time.toISOString(),
    'Content-Type': 'application/json',
    ...(subject === undefined ? {} : { 'ce-subject': encode(subject) }),
    ...(revision === undefined ? {} : { 'ce-revision': String(revision) }),
    ...(actor === undefined
      ? { 'ce-authtype': 'system' }
      : {
          'ce-authid': encode(actor.id),
          'ce-authtype': actor.roles.includes('service') ? 'service_account' : 'user',
        }),
  }
}

/** Reads `ce-*` headers; undefined when the message is not a CloudEvent. */
export function decodeEventHeaders(headers: Record<string, string>): EventAttributes | undefined {
  const read = (name: string) => {
    const value = headers[`ce-${name}`]
    return value === undefined ? undefined : decode(value)
  }
  const id = read('id')
  const type = read('type')
  if (id === undefined || type === undefined || read('specversion') !== '1.0') return undefined
  const time = new Date(read('time') ?? Number.NaN)
  const revision = Number(read('revision') ?? Number.NaN)
  const actorId = read('authid')
  return {
    id,
    type,
    time: Number.isNaN(time.getTime()) ? new Date() : time,
    subject: read('subject'),
    revision: Number.isInteger(revision) ? revision : undefined,
    // What a service does on an event is not limited by the roles of whoever caused the event.
    actor: actorId === undefined ? undefined : { id: actorId, roles: ['service'] },
  }
}

/** Percent-encodes what a header cannot carry, as the CloudEvents protocol bindings say. */
function encode(value: string): string {
  return value
    .toWellFormed()
    .replace(/[^\x21-\x7e]|["%]/gu, (character) =>
      character.length === 1 && character.charCodeAt(0) < 0x80
        ? `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
        : encodeURIComponent(character),
    )
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
