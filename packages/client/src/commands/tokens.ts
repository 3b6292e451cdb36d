import { join } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { createToken, readTokenFile, revokeToken, type TokenRole, tokenRoles } from '../token-file.ts'

type FileOptions = { file?: string; state: string }

/** `headway tokens`: makes, lists and revokes the API tokens of a token file. */
export function addTokensCommand(program: Command): void {
  const tokens = program.command('tokens').description('API tokens of a token file')
  withFile(tokens.command('create <id>'))
    .description('makes a token and prints it, this once')
    .requiredOption('--roles <roles>', 'separated by commas', parseRoles)
    .option('--days <days>', 'expires after so many days', parseDays)
    .action(async (id: string, options: FileOptions & { roles: TokenRole[]; days?: number }) => {
      const now = new Date()
      const expiresAt =
        options.days === undefined ? undefined : new Date(now.getTime() + options.days * 86_400_000)
      const request = { id, roles: options.roles, now, ...(expiresAt ? { expiresAt } : {}) }
      console.log(await createToken(fileOf(options), request))
    })
  withFile(tokens.command('list'))
    .description('lists the tokens, which are kept hashed')
    .action(async (options: FileOptions) => {
      for (const { id, roles, createdAt, expiresAt, revokedAt } of await readTokenFile(fileOf(options))) {
        const state = revokedAt
          ? `revoked ${revokedAt}`
          : expiresAt
            ? `expires ${expiresAt}`
            : 'does not expire'
        console.log(`${id}\t${roles.join(',')}\tmade ${createdAt}\t${state}`)
      }
    })
  withFile(tokens.command('revoke <id>'))
    .description('refuses a token from now on')
    .action((id: string, options: FileOptions) => revokeToken(fileOf(options), id, new Date()))
}

function withFile(command: Command): Command {
  return command
    .addOption(new Option('--file <file>', 'the token file').env('HEADWAY_API_TOKENS_FILE'))
    .addOption(
      new Option('--state <folder>', 'state folder of a local Headway')
        .env('HEADWAY_STATE')
        .default('.headway'),
    )
}

function fileOf({ file, state }: FileOptions): string {
  return file ?? join(state, 'api-tokens.json')
}

function parseRoles(text: string): TokenRole[] {
  const names = text.split(',').map((name) => name.trim())
  const roles = tokenRoles.filter((role) => names.includes(role))
  if (roles.length !== names.length)
    throw new InvalidArgumentError(`expected some of ${tokenRoles.join(', ')}`)
  return roles
}

function parseDays(text: string): number {
  const days = Number(text)
  if (!(days > 0)) throw new InvalidArgumentError('expected a number above 0')
  return days
}
