import { predictionLogged } from '@headway/events/serving'
import { on } from '@headway/kit/consumer'
import { addPredictions } from '../commands/add-predictions.ts'
import type { Context } from '../context.ts'

export const onPredictionLogged = on(predictionLogged, (context: Context, event) =>
  addPredictions(context, event.data),
)
