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
  return {
    emitted: emitted.length,
    lost: emitted.filter(({ id }) => !times.has(id)).map(name),
    doubled: [...new Set(read.filter(({ id }) => (times.get(id) ?? 0) > 1).map(name))],
    disordered: [...new Set([...disorderedBySource(read), ...disorderedByChange(emitted, read)].map(name))],
  }
}

/** Those that come before an earlier one of their publisher's stream. */
function disorderedBySource(read: readonly ReadEvent[]): ReadEvent[] {
  return descending(read, ({ source }) => ({ key: source.stream, order: source.sequence }))
}

/** Those that come before one about the same thing that was emitted earlier. */
function disorderedByChange(emitted: readonly EmittedEvent[], read: readonly ReadEvent[]): ReadEvent[] {
  const byId = new Map(emitted.map((event) => [event.id, event]))
  return descending(read, ({ id, type }) => {
    const known = byId.get(id)
    if (known?.aggregate == null || type === unordered) return undefined
    return { key: `${known.service} ${known.aggregate}`, order: known.order }
  })
}

/** Replicas announce chunks of the prediction log beside each other: none comes before another. */
const unordered = 'serving.prediction.logged'

function descending(
  read: readonly ReadEvent[],
  place: (event: ReadEvent) => { key: string; order: number } | undefined,
): ReadEvent[] {
  const newest = new Map<string, number>()
  return read.filter((event) => {
    const at = place(event)
    if (!at) return false
    const before = newest.get(at.key) ?? 0
    newest.set(at.key, Math.max(before, at.order))
    return at.order < before
  })
}
