import { sourceReader } from '../agency/read-source.ts'
import { messageOf, type Problems } from './problems.ts'

/** Something that is read again and again; a fault is told among the problems and the last good content stays. */
export type FeedSource<Content> = {
  /** The content when it is new since the last call, else undefined. */
  poll: () => Promise<Content | undefined>
}

const timeoutMs = 10_000

/** Reads a URL or file and decodes it where it changed. */
export function feedSource<Content>(
  name: string,
  source: string,
  problems: Problems,
  decode: (bytes: Uint8Array) => Content,
): FeedSource<Content> {
  const reader = sourceReader(source, { timeoutMs })
  let isDamaged = false
  return {
    async poll() {
      try {
        const bytes = await reader.readIfChanged()
        if (!bytes) {
          if (!isDamaged) problems.clear(name)
          return undefined
        }
        isDamaged = true
        const content = decode(bytes)
        isDamaged = false
        problems.clear(name)
        return content
      } catch (error) {
        problems.set(name, messageOf(error))
        return undefined
      }
    },
  }
}
