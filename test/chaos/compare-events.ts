import type { EmittedEvent } from './emitted-events.ts'
import type { ReadEvent } from './event-reader.ts'

/** What became of the events that services emitted. */
export type EventTally = {
  emitted: number
  /** Emitted and not in the stream. */
  lost: string[]
  /** In the stream more than once. */
  doubled: string[]
  /** In the stream before an earlier one about the same thing. */
  disordered: string[]
}

/** Compares what the database committed with what a reader of the stream was given. */
export function compareEvents(emitted: readonly EmittedEvent[], read: readonly ReadEvent[]): EventTally {
  const times = new Map<string, number>()
  for (const { id } of read) times.set(id, (times.get(id) ?? 0) + 1)
  const name = ({ type, id }: { type: string; id: string }) => `${type} ${id}`
  const byId = new Map(emitted.map((event) => [event.id, event]))
  const newest = new Map<string, number>()
  const disordered: string[] = []
  for (const event of read) {
    const known = byId.get(event.id)
    if (!known || known.aggregate === null) continue
    const key = `${known.service} ${known.aggregate}`
    if (known.order < (newest.get(key) ?? 0)) disordered.push(name(event))
    newest.set(key, Math.max(known.order, newest.get(key) ?? 0))
  }
  return {
    emitted: emitted.length,
    lost: emitted.filter(({ id }) => !times.has(id)).map(name),
    doubled: [...new Set(read.filter(({ id }) => (times.get(id) ?? 0) > 1).map(name))],
    disordered,
  }
}
