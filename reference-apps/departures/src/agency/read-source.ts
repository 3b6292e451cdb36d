import { readFile, stat } from 'node:fs/promises'
import { DomainError } from '@headway/kit/errors'

export type SourceOptions = {
  /** For the whole answer of a URL (default a minute). */
  timeoutMs?: number
  /** Most bytes that are taken (default 512 MiB). */
  mostBytes?: number
}

export type SourceReader = {
  /** The bytes; undefined when they are those of the last call. Errors as `readSource`. */
  readIfChanged(): Promise<Uint8Array | undefined>
}

/** What a server or the file system says of a content, by which a later reading is spared. */
type Version = { etag: string | null; lastModified: string | null }

const unknownVersion: Version = { etag: null, lastModified: null }

export function isUrl(source: string): boolean {
  return /^https?:\/\//.test(source)
}

/** A source as it may be told: a URL without its query and password, which often hold a key. */
export function sourceName(source: string): string {
  if (!isUrl(source) || !URL.canParse(source)) return source
  const { origin, pathname, search } = new URL(source)
  return `${origin}${pathname}${search === '' ? '' : '?…'}`
}

/**
 * The bytes of a file or of what a URL answers. Errors naming the source: NOT_FOUND (file), UNAVAILABLE (URL, with its
 * status), RESOURCE_EXHAUSTED (too large).
 */
export async function readSource(source: string, options: SourceOptions = {}): Promise<Uint8Array> {
  const { bytes } = await readVersion(source, unknownVersion, options)
  return bytes ?? new Uint8Array()
}

/** Reads a source again and again, asking a server only for what is new (ETag, Last-Modified) and a file by its time. */
export function sourceReader(source: string, options: SourceOptions = {}): SourceReader {
  let known = unknownVersion
  return {
    async readIfChanged() {
      const { bytes, version } = await readVersion(source, known, options)
      if (bytes) known = version
      return bytes
    },
  }
}

type Reading = { bytes: Uint8Array | undefined; version: Version }

function readVersion(source: string, known: Version, options: SourceOptions): Promise<Reading> {
  const limits = { timeoutMs: options.timeoutMs ?? 60_000, mostBytes: options.mostBytes ?? 2 ** 29 }
  return isUrl(source) ? readUrl(source, known, limits) : readLocal(source, known, limits)
}

async function readLocal(path: string, known: Version, limits: Required<SourceOptions>): Promise<Reading> {
  try {
    const { mtimeMs, size } = await stat(path)
    if (size > limits.mostBytes) throw tooLarge(path, limits)
    const version = { etag: `${mtimeMs}/${size}`, lastModified: null }
    return { bytes: version.etag === known.etag ? undefined : await readFile(path), version }
  } catch (cause) {
    if (cause instanceof DomainError) throw cause
    throw new DomainError('NOT_FOUND', `${path} cannot be read: ${(cause as Error).message}`, {
      cause,
      field: 'source',
      value: path,
      expected: 'a file or an http(s) URL',
    })
  }
}

async function readUrl(url: string, known: Version, limits: Required<SourceOptions>): Promise<Reading> {
  const headers: Record<string, string> = {}
  if (known.etag !== null) headers['if-none-match'] = known.etag
  if (known.lastModified !== null) headers['if-modified-since'] = known.lastModified
  try {
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(limits.timeoutMs) })
    if (response.status === 304) return { bytes: undefined, version: known }
    if (!response.ok) {
      await response.body?.cancel()
      throw unavailable(url, `answered ${response.status} ${response.statusText}`.trim(), response.status)
    }
    const { headers: told } = response
    const version = { etag: told.get('etag'), lastModified: told.get('last-modified') }
    return { bytes: await bodyOf(response, url, limits), version }
  } catch (cause) {
    if (cause instanceof DomainError) throw cause
    throw unavailable(url, `does not answer: ${reasonOf(cause, limits)}`, undefined, cause)
  }
}

async function bodyOf(response: Response, url: string, limits: Required<SourceOptions>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    length += chunk.length
    // Leaving the loop cancels the body.
    if (length > limits.mostBytes) throw tooLarge(url, limits)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function reasonOf(cause: unknown, { timeoutMs }: Required<SourceOptions>): string {
  if (!(cause instanceof Error)) return String(cause)
  if (cause.name === 'TimeoutError') return `nothing within ${timeoutMs / 1000} s`
  // What fetch says of a failed connection is in the cause.
  return cause.cause instanceof Error ? cause.cause.message : cause.message
}

function unavailable(url: string, message: string, status?: number, cause?: unknown): DomainError {
  const name = sourceName(url)
  return new DomainError('UNAVAILABLE', `${name} ${message}`, {
    cause,
    field: 'source',
    value: name,
    expected: 'an answer with status 200',
    ...(status === undefined ? {} : { details: { status } }),
  })
}

function tooLarge(source: string, { mostBytes }: Required<SourceOptions>): DomainError {
  return new DomainError('RESOURCE_EXHAUSTED', `${sourceName(source)} has more than ${mostBytes} bytes`, {
    field: 'source',
    value: sourceName(source),
    expected: `at most ${mostBytes} bytes`,
  })
}
