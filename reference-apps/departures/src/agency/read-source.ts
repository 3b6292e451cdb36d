import { readFile } from 'node:fs/promises'
import { DomainError } from '@headway/kit/errors'

const timeoutMs = 60_000

export function isUrl(source: string): boolean {
  return /^https?:\/\//.test(source)
}

/** The bytes of a file or of what a URL answers. Errors: NOT_FOUND (file), UNAVAILABLE (URL), naming the source. */
export async function readSource(source: string): Promise<Uint8Array> {
  if (!isUrl(source)) {
    return readFile(source).catch((cause: NodeJS.ErrnoException) => {
      throw new DomainError('NOT_FOUND', `${source} cannot be read: ${cause.message}`, { cause })
    })
  }
  const response = await fetch(source, { signal: AbortSignal.timeout(timeoutMs) }).catch((cause: Error) => {
    throw new DomainError('UNAVAILABLE', `${source} does not answer: ${cause.message}`, { cause })
  })
  if (!response.ok) throw new DomainError('UNAVAILABLE', `${source} answered ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}
