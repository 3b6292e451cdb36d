import { DomainError } from '@headway/kit/errors'
import type { Context } from '../context.ts'
import { valueAt } from '../domain/event-filter.ts'
import { parseReference, referencesIn, replaceReferences } from '../domain/reference.ts'
import type { Trigger, TriggerEvent } from '../domain/trigger.ts'
import { findDataset } from '../store/known-datasets.ts'
import { filesOf } from './files-of-dataset.ts'

/** The parameters of a trigger's run: fields of the event, and the newest version of a dataset, in place of references. */
export async function triggerParameters(
  context: Context,
  trigger: Pick<Trigger, 'parameters'>,
  event: TriggerEvent | null,
): Promise<Record<string, unknown>> {
  const values = new Map<string, unknown>()
  for (const { text, field } of referencesIn(trigger.parameters, 'parameters')) {
    const reference = parseReference(text, field)
    if (reference.from === 'event') values.set(text, valueAt(event?.data, reference.name))
    if (reference.from !== 'dataset') continue
    const dataset = await findDataset(context.db, reference.dataset)
    if (!dataset) throw unknown(reference.dataset, field, text)
    values.set(
      text,
      reference.name === 'version' ? dataset.versionId : await filesOf(context, dataset, field),
    )
  }
  return replaceReferences(trigger.parameters, (text) => values.get(text)) as Record<string, unknown>
}

function unknown(name: string, field: string, value: string): DomainError {
  return new DomainError('FAILED_PRECONDITION', `no version of dataset ${name} was told here yet`, {
    field,
    value,
    expected: 'a dataset with a version that was registered while events reach back to it (30 days)',
  })
}
