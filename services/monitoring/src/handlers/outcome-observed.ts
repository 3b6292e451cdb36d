import { outcomeObserved } from '@headway/events/outcome'
import { on } from '@headway/kit/consumer'
import { addOutcomes } from '../commands/add-outcomes.ts'
import type { Context } from '../context.ts'

export const onOutcomeObserved = on(outcomeObserved, (context: Context, event) =>
  addOutcomes(context, event.data),
)
