import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const repository = fileURLToPath(new URL('../../..', import.meta.url))
const read = (path: string) => readFile(`${repository}/${path}`, 'utf8')

test('every setting of docker-compose.yml is in .env.example, and no other', async () => {
  const compose = await read('docker-compose.yml')
  const example = await read('.env.example')

  const used = new Set([...compose.matchAll(/\$\{([A-Z][A-Z0-9_]*)/g)].map(([, name]) => name))
  const explained = new Set([...example.matchAll(/^#([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name))
  // Compose itself reads this one.
  explained.delete('COMPOSE_PROFILES')

  expect([...explained].sort()).toEqual([...used].sort())
})

test('defaults in .env.example are those of docker-compose.yml', async () => {
  const compose = await read('docker-compose.yml')
  const example = await read('.env.example')

  const shown = new Map(
    [...example.matchAll(/^#([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(([, name, value]) => [name, value]),
  )
  for (const [, name, value] of compose.matchAll(/\$\{([A-Z][A-Z0-9_]*):?-([^${}]*)\}/g)) {
    expect([name, shown.get(name)]).toEqual([name, value])
  }
})

for (const [file, ...options] of [['city.env'], ['whole-city.env', '--full']] as const) {
  test(`the city of ${file} is that of its story`, async () => {
    const program = `${repository}/reference-apps/departures/src/story-main.ts`
    const { stdout } = await promisify(execFile)(process.execPath, [program, '--city', ...options])
    const lines = (await read(`deploy/docker/${file}`)).split('\n').filter((line) => /^\w/.test(line))

    const settings = Object.fromEntries(
      lines.map((line) => [
        line.slice(0, line.indexOf('=')),
        line.slice(line.indexOf('=') + 1).replace(/^'|'$/g, ''),
      ]),
    )

    expect(settings).toEqual(JSON.parse(stdout))
  })
}
