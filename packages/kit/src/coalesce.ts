export type Coalescer<Key, Value> = AsyncDisposable & {
  /** Sends at once when nothing was sent for the key lately; else the latest value goes at the end of the interval. */
  offer(key: Key, value: Value): void
  /** Sends what waits, now. */
  flush(): Promise<void>
}

export type CoalesceOptions<Key, Value> = {
  intervalMs: number
  send: (key: Key, value: Value) => Promise<void> | void
  /** Told when `send` fails; the value is lost. */
  onError?: (error: unknown) => void
}

type Slot<Value> = { timer: NodeJS.Timeout; waiting: { value: Value } | undefined }

/** Lets one value per key through in each interval: the first and then the latest. */
export function coalesce<Key, Value>(options: CoalesceOptions<Key, Value>): Coalescer<Key, Value> {
  const slots = new Map<Key, Slot<Value>>()
  const sending = new Set<Promise<void>>()

  function send(key: Key, value: Value): void {
    const sent = (async () => options.send(key, value))().catch((error: unknown) => options.onError?.(error))
    const tracked: Promise<void> = sent.finally(() => sending.delete(tracked))
    sending.add(tracked)
  }

  function open(key: Key): void {
    slots.set(key, { waiting: undefined, timer: setTimeout(() => tick(key), options.intervalMs) })
  }

  function tick(key: Key): void {
    const waiting = slots.get(key)?.waiting
    slots.delete(key)
    if (!waiting) return
    send(key, waiting.value)
    open(key)
  }

  async function flush(): Promise<void> {
    for (const [key, slot] of slots) {
      clearTimeout(slot.timer)
      slots.delete(key)
      if (slot.waiting) send(key, slot.waiting.value)
    }
    await Promise.all(sending)
  }

  return {
    offer(key, value) {
      const slot = slots.get(key)
      if (slot) {
        slot.waiting = { value }
        return
      }
      send(key, value)
      open(key)
    },
    flush,
    [Symbol.asyncDispose]: flush,
  }
}
