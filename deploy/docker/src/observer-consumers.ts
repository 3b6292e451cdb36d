import { allEventsStream } from '@headway/events/catalog'
import { AckPolicy, DeliverPolicy, type NatsConnection, nanos } from 'nats'

/** Makes a durable pull consumer of all events for each reader from outside; one that is there keeps its place. */
export async function makeObserverConsumers(nats: NatsConnection, names: readonly string[]): Promise<void> {
  const manager = await nats.jetstreamManager({ timeout: 5000 })
  const known = new Set<string>()
  for await (const { name } of manager.consumers.list(allEventsStream)) known.add(name)
  for (const name of names) {
    if (known.has(name)) continue
    await manager.consumers.add(allEventsStream, {
      durable_name: name,
      ack_policy: AckPolicy.Explicit,
      ack_wait: nanos(60_000),
      deliver_policy: DeliverPolicy.All,
      max_ack_pending: 1000,
    })
  }
}
