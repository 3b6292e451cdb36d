import { createHash } from 'node:crypto'
import { readSource } from '../agency/read-source.ts'
import { messageOf, type Problems } from './problems.ts'

/** Something that is read again and again; a fault is told among the problems and the last good content stays. */
export type FeedSource<Content> = {
  /** The content when it is new since the last call, else undefined. */
  poll: () => Promise<Content | undefined>
}

/** Reads a URL or file and decodes it where its bytes changed. */
export function feedSource<Content>(
  name: string,
  source: string,
  problems: Problems,
  decode: (bytes: Uint8Array) => Content,
): FeedSource<Content> {
  let known = ''
  return {
    async poll() {
      try {
        const bytes = await readSource(source)
        const digest = createHash('sha256').update(bytes).digest('hex')
        if (digest === known) {
          return undefined
        }
        const content = decode(bytes)
        known = digest
        problems.clear(name)
        return content
      } catch (error) {
        problems.set(name, messageOf(error))
        return undefined
      }
    },
  }
}
