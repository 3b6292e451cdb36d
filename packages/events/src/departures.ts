import { z } from 'zod'
import { defineEvent } from './define-event.ts'

export const predictionsChanged = defineEvent(
  'departures.predictions.changed',
  'Departures were predicted anew, and at these stops what riders are told changed; at most once a publishing cycle.',
  z.object({
    stops: z.array(z.string()).max(20_000).describe('stop_id of the schedule; more stops go in more events'),
  }),
)

export const departuresEvents = [predictionsChanged]
