import { type Context, context, propagation } from '@opentelemetry/api'

/** The headers with the trace in hand added (`traceparent`). */
export function injectTrace(headers: Record<string, string>): Record<string, string> {
  const carrier: Record<string, string> = { ...headers }
  propagation.inject(context.active(), carrier)
  return carrier
}

/** The trace that a message belongs to, to go on with. */
export function extractTrace(headers: Record<string, string>): Context {
  return propagation.extract(context.active(), headers)
}
