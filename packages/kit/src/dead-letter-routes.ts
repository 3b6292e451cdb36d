import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Actor, Role } from './actor.ts'
import type { HandlerHost } from './consumer.ts'
import { listDeadLetters } from './dead-letters.ts'
import { DomainError } from './errors.ts'
import { replayDeadLetter } from './replay-dead-letter.ts'

type Authenticate = (request: FastifyRequest, requires: Role) => Promise<Actor>

/** `GET /dead-letters` and `POST /dead-letters/{id}/replay`, for admins. */
export async function serveDeadLetters<Context>(
  app: FastifyInstance,
  host: HandlerHost<Context>,
  authenticate: Authenticate,
): Promise<void> {
  app.get('/dead-letters', async (request) => {
    await authenticate(request, 'admin')
    const { first, after, replayed } = request.query as Record<string, string | undefined>
    const size = first === undefined ? 50 : readInteger('first', first, 500)
    const before = after === undefined ? undefined : readInteger('after', after, Number.MAX_SAFE_INTEGER)
    const found = await listDeadLetters(host.db, {
      first: size + 1,
      before,
      includeReplayed: replayed === 'true',
    })
    const deadLetters = found.slice(0, size)
    return { deadLetters, next: found.length > size ? String(deadLetters.at(-1)?.id) : null }
  })
  app.post('/dead-letters/:id/replay', async (request) => {
    const actor = await authenticate(request, 'admin')
    const id = readInteger('id', (request.params as { id: string }).id, Number.MAX_SAFE_INTEGER)
    const letter = await replayDeadLetter(host, id)
    host.log.info({ actor: actor.id, deadLetter: id, handler: letter.handler }, 'a dead letter is replayed')
    return { replayed: true }
  })
}

function readInteger(field: string, text: string, most: number): number {
  const value = Number(text)
  if (Number.isInteger(value) && value >= 1 && value <= most) return value
  throw new DomainError('INVALID_ARGUMENT', `${field} is ${text}`, {
    field,
    value: text,
    expected: `an integer from 1 to ${most}`,
  })
}
