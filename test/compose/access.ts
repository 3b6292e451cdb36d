import type { Engine } from './engine.ts'

/** What `docker compose run --rm tokens` shows: a token by its role, a reader's address by its name. */
export async function readAccess(engine: Engine): Promise<(name: string) => string> {
  const shown = await engine.compose('run', '--rm', 'tokens')
  return (name) => {
    const found = new RegExp(`^ +${name} +(\\S+)$`, 'm').exec(shown)?.[1]
    if (found === undefined) throw new Error(`tokens shows no ${name}`)
    return found
  }
}
