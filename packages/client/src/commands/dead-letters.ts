import type { Command } from 'commander'
import { type ConnectionOptions, findConnection, findServiceUrl, withConnection } from '../connection.ts'

type Options = ConnectionOptions & { service: string }
type DeadLetter = {
  id: string
  handler: string
  type: string
  deliveries: number
  reason: string
  deadAt: string
  replayedAt: string | null
}

/** `headway dead-letters`: events that a service gave up on. Needs the role admin. */
export function addDeadLettersCommand(program: Command): void {
  const letters = program.command('dead-letters').description('events that a service gave up on')
  withService(letters.command('list'))
    .description('lists them, newest first')
    .action(async (options: Options) => {
      let after: string | null = null
      do {
        const page: string = after === null ? '' : `&after=${encodeURIComponent(after)}`
        const answer = await ask<{ deadLetters: DeadLetter[]; next: string | null }>(
          options,
          'GET',
          `/dead-letters?first=100${page}`,
        )
        for (const { id, handler, type, deliveries, reason, deadAt, replayedAt } of answer.deadLetters) {
          const state = replayedAt ? `replayed ${replayedAt}` : `dead ${deadAt}`
          console.log(`${id}\t${type}\t${handler}\t${deliveries} deliveries\t${state}\t${reason}`)
        }
        after = answer.next ?? null
      } while (after !== null)
    })
  withService(letters.command('replay <id>'))
    .description('handles one again, now')
    .action(async (id: string, options: Options) => {
      await ask(options, 'POST', `/dead-letters/${encodeURIComponent(id)}/replay`)
      console.log(`replayed ${id}`)
    })
}

function withService(command: Command): Command {
  return withConnection(command).requiredOption(
    '--service <name>',
    'a service of the local Headway, or its address',
  )
}

async function ask<Answer>(options: Options, method: string, path: string): Promise<Answer> {
  const as = options.as === 'operator' ? 'admin' : options.as
  const { token } = await findConnection({ ...options, url: options.url ?? 'none', as })
  const response = await fetch(`${await findServiceUrl(options, options.service)}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(60_000),
  })
  const body = (await response.json()) as { error?: { code: string; message: string } }
  if (body.error) throw new Error(`${body.error.message} (${body.error.code})`)
  return body as Answer
}
