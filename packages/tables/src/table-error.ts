import { DomainError } from '@headway/kit/errors'

// What the data or a file is to blame for; every other kind of error is a mistake in the statement itself.
const badData = /^(Invalid Input|Conversion|Constraint|Out of Range|IO|Serialization|Mismatch Type)( Error)?:/

/**
 * Says a DuckDB failure in our words: bad data is INVALID_ARGUMENT (with `field` the file and line where DuckDB names
 * them), a missing file NOT_FOUND, no memory RESOURCE_EXHAUSTED; a mistake in the SQL stays the error it is.
 */
export function tableError(error: Error, signal?: AbortSignal): unknown {
  const [message = ''] = error.message.split('\n')
  if (signal?.aborted && message.startsWith('INTERRUPT')) return signal.reason
  if (message.startsWith('Out of Memory')) {
    return new DomainError('RESOURCE_EXHAUSTED', 'the table does not fit into the memory DuckDB may use', {
      cause: error,
      field: 'memory_limit',
      expected: 'a higher memory limit, or fewer threads',
    })
  }
  if (message.includes('No files found that match')) {
    return new DomainError('NOT_FOUND', plain(message), { cause: error })
  }
  if (!badData.test(message)) return error
  const line = /CSV Error on Line: (\d+)/.exec(error.message)?.[1]
  const file = /^\s*file = (.+)$/m.exec(error.message)?.[1]
  const original = /^Original Line: (.*)$/m.exec(error.message)?.[1]
  const reason = /^(Error when converting .+|Expected Number of Columns: .+)$/m.exec(error.message)?.[1]
  return new DomainError('INVALID_ARGUMENT', [plain(message), reason].filter(Boolean).join('. '), {
    cause: error,
    field: file === undefined ? undefined : `${file}:${line ?? '?'}`,
    value: original?.slice(0, 200),
    expected: reason,
  })
}

function plain(message: string): string {
  return message.replace(/^[A-Z][A-Za-z ]+ Error: /, '')
}
