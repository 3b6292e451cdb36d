import { createReadStream } from 'node:fs'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { DomainError } from '@headway/kit/errors'

/**
 * INVALID_ARGUMENT unless the file is gzip, whole and undamaged. DuckDB reads a truncated file without a word, so what
 * came over a network is checked before it is read. `name` is what the error calls the file.
 */
export async function checkGzip(path: string, name = path, signal?: AbortSignal): Promise<void> {
  const sink = new Writable({
    write(_chunk, _encoding, done) {
      done()
    },
  })
  const source = createReadStream(path, { highWaterMark: 1 << 20 })
  await pipeline(source, createGunzip({ chunkSize: 1 << 20 }), sink, signal ? { signal } : {}).catch(
    (error: NodeJS.ErrnoException) => {
      if (!error.code?.startsWith('Z_')) throw error
      const truncated = error.code === 'Z_BUF_ERROR'
      throw new DomainError('INVALID_ARGUMENT', `${name} is ${truncated ? 'cut short' : 'not valid gzip'}`, {
        cause: error,
        field: name,
        value: error.message,
        expected: 'a whole gzip file',
      })
    },
  )
}
