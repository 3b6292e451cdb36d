import type { FeedEvent } from './event-feed.ts'

const progressEveryMs = 500
const longest = 1000

/**
 * What waits to be told to one subscriber, in order. Events that `isProgress` says are told at most twice a
 * second, the latest of them; every other event is told at once, behind the progress before it.
 * `iterate` ends when `end` is called, and throws when it was called with an error.
 */
export function createChangeQueue(isProgress: (event: FeedEvent) => boolean) {
  const waiting: FeedEvent[] = []
  let held: FeedEvent | undefined
  let timer: NodeJS.Timeout | undefined
  let wake: (() => void) | undefined
  let ended: { error?: unknown } | undefined

  const put = (event: FeedEvent) => {
    waiting.push(event)
    wake?.()
  }
  const openWindow = () => {
    timer = setTimeout(() => {
      timer = undefined
      if (!held) return
      release()
      openWindow()
    }, progressEveryMs)
  }
  const release = () => {
    const event = held
    held = undefined
    if (event) put(event)
  }

  return {
    /** False when the subscriber is too slow and the event could not be kept. */
    offer(event: FeedEvent): boolean {
      if (ended) return true
      if (waiting.length >= longest) return false
      if (!isProgress(event)) {
        release()
        put(event)
      } else if (timer) held = event
      else {
        put(event)
        openWindow()
      }
      return true
    },
    end(error?: unknown): void {
      if (ended) return
      clearTimeout(timer)
      if (error === undefined) release()
      ended = error === undefined ? {} : { error }
      wake?.()
    },
    async *iterate(): AsyncGenerator<FeedEvent> {
      for (;;) {
        const event = waiting.shift()
        if (event) {
          yield event
          continue
        }
        if (ended) {
          if ('error' in ended) throw ended.error
          return
        }
        const { promise, resolve } = Promise.withResolvers<void>()
        wake = resolve
        await promise
        wake = undefined
      }
    },
  }
}
