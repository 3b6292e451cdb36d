import { endpointCreated } from '@headway/events/serving'
import { recordEndpoint } from '../commands/record-answers.ts'
import { onEvent } from './on-event.ts'

export const onEndpointCreated = onEvent(endpointCreated, async (context, { data }) => {
  const { endpoint, model, variants } = data
  await recordEndpoint(context, { name: endpoint, model, variants: variants.map(({ role }) => role) })
})
