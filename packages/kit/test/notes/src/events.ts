import { defineEvent } from '@headway/events/define-event'
import { z } from 'zod'

export const noteWritten = defineEvent(
  'registry.note.written',
  'A note was written.',
  z.object({ id: z.string(), text: z.string(), position: z.number() }),
)

export const noteRequested = defineEvent(
  'pipelines.note.requested',
  'Asks for a note.',
  z.object({ text: z.string() }),
)
