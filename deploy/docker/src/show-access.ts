import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { processEnvironment } from '@headway/kit/config'

// Shows whoever may run containers on this machine how to get in.

const folder = processEnvironment().HEADWAY_STATE ?? '/run/headway/secrets'
const text = (name: string) => readFile(join(folder, name), 'utf8')
const read = async (name: string): Promise<Record<string, string>> => JSON.parse(await text(name))

console.log('API tokens of the first start:\n')
for (const [role, token] of Object.entries(await read('access-tokens.json'))) {
  console.log(`  ${role.padEnd(10)} ${token}`)
}
console.log(
  '\nReaders of lifecycle events: stream HEADWAY_EVENTS, each by the durable consumer of its name\n',
)
for (const [name, url] of Object.entries(await read('observers.json'))) {
  console.log(`  ${name.padEnd(10)} ${url}`)
}
console.log('\nGrafana (profile observability), to change anything; looking needs no account\n')
console.log(`  admin      ${await text('grafana-password')}`)
