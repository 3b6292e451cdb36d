import { metrics, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { Outcome } from './host-messages.ts'
import type { Task } from './task-protocol.ts'

const tracer = trace.getTracer('headway.worker')
const duration = metrics.getMeter('headway.worker').createHistogram('headway.task.duration', { unit: 's' })

/** Runs a task as a span of the trace that asked for it, and counts how long it took. */
export function traced(task: Task, work: () => Promise<Outcome>): Promise<Outcome> {
  const attributes = {
    'headway.step': task.step,
    'headway.run': task.run.id,
    'headway.attempt': task.attempt,
  }
  const began = performance.now()
  return tracer.startActiveSpan(
    `task ${task.code.uses}`,
    { kind: SpanKind.CONSUMER, attributes },
    async (span) => {
      try {
        const outcome = await work()
        if (outcome.error) span.setStatus({ code: SpanStatusCode.ERROR, message: outcome.error.code })
        const state = outcome.error ? 'failed' : 'succeeded'
        duration.record((performance.now() - began) / 1000, { uses: task.code.uses, state })
        return outcome
      } finally {
        span.end()
      }
    },
  )
}
