import type { EventDefinition } from '@headway/events/define-event'
import { type HandlerHost, handleOnce, handlerName } from './consumer.ts'
import { type DeadLetter, getDeadLetter, markReplayed } from './dead-letters.ts'
import { DomainError } from './errors.ts'
import { type ReceivedEvent, readEvent } from './received-event.ts'

/** Handles a dead letter again, now; the letter is marked in the same transaction, and stays when it fails again. */
export async function replayDeadLetter<Context>(host: HandlerHost<Context>, id: number): Promise<DeadLetter> {
  const letter = await getDeadLetter(host.db, id)
  if (letter.replayedAt) {
    throw new DomainError(
      'FAILED_PRECONDITION',
      `dead letter ${id} was replayed at ${letter.replayedAt.toISOString()}`,
    )
  }
  const handler = host.handlers.find(({ event }) => handlerName(host.service, event.type) === letter.handler)
  if (!handler) throw new DomainError('FAILED_PRECONDITION', `nothing handles ${letter.handler} any more`)
  const event = readLetter(handler.event, letter)
  await handleOnce(host, handler, event, (tx) => markReplayed(tx, id, new Date()))
  return letter
}

function readLetter(definition: EventDefinition, letter: DeadLetter): ReceivedEvent<EventDefinition> {
  try {
    return readEvent(definition, letter.headers, Buffer.from(letter.payload))
  } catch (error) {
    throw new DomainError('FAILED_PRECONDITION', (error as Error).message, { cause: error })
  }
}
