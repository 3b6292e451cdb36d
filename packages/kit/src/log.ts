import { isSpanContextValid, trace } from '@opentelemetry/api'
import { type Logger as PinoLogger, pino } from 'pino'

export type Logger = PinoLogger

/** JSON lines on standard output; each carries the trace and span in hand. */
export function createLog(name: string, level: string): Logger {
  return pino({
    name,
    level,
    base: { service: name, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    mixin: () => {
      const context = trace.getActiveSpan()?.spanContext()
      return context && isSpanContextValid(context)
        ? { traceId: context.traceId, spanId: context.spanId }
        : {}
    },
  })
}
