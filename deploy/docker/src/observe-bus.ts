import type { Bus } from '@headway/kit/bus'
import type { Logger } from '@headway/kit/log'
import { metrics } from '@opentelemetry/api'

const answerWithinMs = 5000

/**
 * Observes, whenever metrics are read: messages and bytes of each stream, messages of each subject, and for each
 * durable consumer the messages that wait, that are in hand, and that were delivered more than once. Nothing is
 * shown while the bus is away. Disposing ends it.
 */
export function observeBus(bus: Bus, log: Logger): Disposable {
  const meter = metrics.getMeter('headway.bus')
  const streamMessages = meter.createObservableGauge('headway.stream.messages')
  const streamBytes = meter.createObservableGauge('headway.stream.size', { unit: 'By' })
  const subjectMessages = meter.createObservableGauge('headway.stream.subject_messages')
  const pending = meter.createObservableGauge('headway.consumer.pending')
  const inHand = meter.createObservableGauge('headway.consumer.in_hand')
  const redelivered = meter.createObservableGauge('headway.consumer.redelivered')
  const all = [streamMessages, streamBytes, subjectMessages, pending, inHand, redelivered]

  const observe: Parameters<typeof meter.addBatchObservableCallback>[0] = async (result) => {
    if (bus.state() !== 'connected') return
    try {
      const nats = await bus.connection(AbortSignal.timeout(answerWithinMs))
      const manager = await nats.jetstreamManager({ timeout: answerWithinMs })
      for await (const { config, state } of manager.streams.list()) {
        const stream = config.name
        result.observe(streamMessages, state.messages, { stream })
        result.observe(streamBytes, state.bytes, { stream })
        // A stream with sources has the same subjects again.
        if (config.sources === undefined) {
          const { state: full } = await manager.streams.info(stream, { subjects_filter: '>' })
          for (const [subject, count] of Object.entries(full.subjects ?? {})) {
            result.observe(subjectMessages, count, { stream, subject })
          }
        }
        for await (const consumer of manager.consumers.list(stream)) {
          // The others come and go with subscriptions.
          if (consumer.config.durable_name === undefined) continue
          const labels = { stream, consumer: consumer.name }
          result.observe(pending, consumer.num_pending, labels)
          result.observe(inHand, consumer.num_ack_pending, labels)
          result.observe(redelivered, consumer.num_redelivered, labels)
        }
      }
    } catch (error) {
      log.warn({ err: error }, 'the bus cannot be observed')
    }
  }
  meter.addBatchObservableCallback(observe, all)
  return { [Symbol.dispose]: () => meter.removeBatchObservableCallback(observe, all) }
}
