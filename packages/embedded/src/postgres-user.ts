import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A system account a server is run as. */
export type Account = { uid: number; gid: number }

/**
 * PostgreSQL refuses to run as root: for root, the account `postgres`, made when it is absent.
 * Undefined for everybody else, who run it as themselves.
 */
export async function findPostgresAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const present = await lookUp()
  if (present) return present
  const tries: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']],
    ['adduser', ['-S', '-D', '-H', 'postgres']],
  ]
  for (const [command, args] of tries) await run(command, args).catch(() => undefined)
  const made = await lookUp()
  if (made) return made
  throw new Error(
    'PostgreSQL does not run as root, and no account "postgres" could be made: make one (useradd --system postgres), or start as an ordinary user',
  )
}

async function lookUp(): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    return undefined
  }
}
