import type { EventData } from '@headway/events/define-event'
import type { versionProposed } from '@headway/events/pipelines'
import { modelVersionRejected } from '@headway/events/registry'
import { DomainError } from '@headway/kit/errors'
import { emit } from '@headway/kit/outbox'
import type { Context } from '../context.ts'
import { createModelVersion } from './create-model-version.ts'

/** Faults of the moment: the event comes again. */
const passing: readonly DomainError['code'][] = ['UNAVAILABLE', 'RESOURCE_EXHAUSTED', 'INTERNAL']

/** Makes the version that a run proposes, once; answers a proposal that is not valid with a rejection. */
export async function proposeModelVersion(
  context: Context,
  data: EventData<typeof versionProposed>,
): Promise<void> {
  const { model, run, parent, manifestDigest, requestedBy, gate, environmentDigest, code } = data
  try {
    await createModelVersion(context, {
      model,
      parent,
      manifestDigest,
      run,
      idempotencyKey: null,
      requestedBy,
      gate,
      environmentDigest,
      code,
      datasetVersions: data.datasetVersions,
      metrics: data.metrics,
    })
  } catch (error) {
    if (!(error instanceof DomainError) || passing.includes(error.code)) throw error
    const reason = explain(error)
    context.log.warn({ run, model, code: error.code, reason }, 'a proposed version is not valid')
    await context.db
      .transaction()
      .execute((tx) =>
        emit(
          tx,
          modelVersionRejected,
          { versionId: null, model, run, decidedBy: 'registry', reason, code: error.code },
          { aggregate: model },
        ),
      )
  }
}

/** The message with what a person needs to find the fault. */
function explain({ message, field, value, expected }: DomainError): string {
  const parts = [
    field === undefined ? undefined : `field ${field}`,
    value === undefined ? undefined : `value ${JSON.stringify(value)}`,
    expected === undefined ? undefined : `expected ${expected}`,
  ].filter((part) => part !== undefined)
  return parts.length === 0 ? message : `${message} (${parts.join(', ')})`
}
