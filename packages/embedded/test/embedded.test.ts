import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findNatsServer } from '@headway/embedded/find-nats-server'
import { lockFolder } from '@headway/embedded/folder-lock'
import { startNats } from '@headway/embedded/nats'
import { startPostgres } from '@headway/embedded/postgres'
import { adminQuery } from '@headway/testkit/admin-query'
import { testFolder } from '@headway/testkit/test-folder'
import { until } from '@headway/testkit/until'
import { connect } from 'nats'
import { expect, inject, test } from 'vitest'

const starter = fileURLToPath(new URL('./start-and-kill.ts', import.meta.url))

test('PostgreSQL keeps its data and its password over a restart', async () => {
  await using folder = await testFolder('embedded')
  const dataDir = join(folder.path, 'postgres')
  const first = await startPostgres({ dataDir, durable: true })
  await adminQuery(first.url, 'create table kept as select 42 as answer')
  await first[Symbol.asyncDispose]()

  await using second = await startPostgres({ dataDir, durable: true, port: first.port })

  expect(await adminQuery(second.url, 'select answer from kept')).toEqual([{ answer: 42 }])
})

test('a server is stopped when its owner is killed, and the folder can be used again', async () => {
  await using folder = await testFolder('embedded')
  const dataDir = join(folder.path, 'postgres')

  const pid = await startAndKill('postgres', dataDir)

  await using postgres = await startPostgres({ dataDir, durable: true })
  expect(await adminQuery(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await until(() => !isRunning(pid))
})

test('a pid file that names an unrelated process does not keep PostgreSQL from starting', async () => {
  await using folder = await testFolder('embedded')
  const dataDir = join(folder.path, 'postgres')
  await (await startPostgres({ dataDir, durable: true }))[Symbol.asyncDispose]()
  const pidFile = join(dataDir, 'cluster', 'postmaster.pid')
  await writeFile(pidFile, `${process.pid}\n${join(dataDir, 'cluster')}\n0\n5432\n`)

  await using postgres = await startPostgres({ dataDir, durable: true })

  expect(await adminQuery(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a cluster that was half made is made again', async () => {
  await using folder = await testFolder('embedded')
  await mkdir(join(folder.path, 'cluster.new', 'base'), { recursive: true })

  await using postgres = await startPostgres({ dataDir: folder.path, durable: false })

  expect(await adminQuery(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a cluster of another major version is refused by name', async () => {
  await using folder = await testFolder('embedded')
  await mkdir(join(folder.path, 'cluster'))
  await writeFile(join(folder.path, 'cluster', 'PG_VERSION'), '12\n')

  const starting = startPostgres({ dataDir: folder.path, durable: false })

  await expect(starting).rejects.toThrow(/is of PostgreSQL 12, this is 18/)
})

test.runIf(process.getuid?.() === 0)('root can keep a cluster under a private home', async () => {
  await using folder = await testFolder('embedded')
  const home = join(folder.path, 'home')
  await mkdir(home, { mode: 0o700 })
  const dataDir = join(home, 'state', 'postgres')
  const first = await startPostgres({ dataDir, durable: false })
  await adminQuery(first.url, 'create table kept as select 42 as answer')
  await first[Symbol.asyncDispose]()

  await using second = await startPostgres({ dataDir, durable: false })

  expect(await adminQuery(second.url, 'select answer from kept')).toEqual([{ answer: 42 }])
})

test('nats-server keeps its streams when its owner and then itself is killed', async () => {
  await using folder = await testFolder('embedded')
  const program = inject('natsServer')
  const options = { program, dataDir: join(folder.path, 'nats') }
  const first = await startNats(options)
  const before = await connect({ servers: first.url, reconnect: false })
  await (await before.jetstreamManager()).streams.add({ name: 'KEPT', subjects: ['kept.>'] })
  await before.jetstream().publish('kept.one', 'still here')
  await before.close()
  await first[Symbol.asyncDispose]()
  const pid = await startAndKill('nats', options.dataDir, program)

  await using second = await startNats(options)

  const after = await connect({ servers: second.url })
  expect((await (await after.jetstreamManager()).streams.info('KEPT')).state.messages).toBe(1)
  await after.close()
  await until(() => !isRunning(pid))
})

test('a nats-server with a token takes nobody without it, and keeps it from others', async () => {
  await using folder = await testFolder('embedded')
  const configFile = join(folder.path, 'nats-server.conf')
  await writeFile(configFile, '{}', { mode: 0o644 })
  await using server = await startNats({
    program: inject('natsServer'),
    dataDir: folder.path,
    token: '0123secret',
  })
  const servers = `127.0.0.1:${server.port}`

  await expect(connect({ servers, reconnect: false })).rejects.toThrow(/authorization/i)
  await expect(connect({ servers, token: 'another', reconnect: false })).rejects.toThrow(/authorization/i)
  const allowed = await connect({ servers, token: '0123secret' })
  await allowed.jetstreamManager()
  await allowed.close()

  expect(server.url).toBe(`nats://0123secret@${servers}`)
  expect((await stat(configFile)).mode & 0o077).toBe(0)
})

test('a second owner of a folder is told who has it', async () => {
  await using folder = await testFolder('embedded')
  const other = join(folder.path, 'other.ts')
  await writeFile(
    other,
    `import { lockFolder } from '${import.meta.resolve('@headway/embedded/folder-lock')}'
     await lockFolder(${JSON.stringify(folder.path)}).then(() => console.log('taken'), (error) => console.log(error.message))`,
  )
  const first = await lockFolder(folder.path)
  const refused = await run([other])
  await first[Symbol.asyncDispose]()

  const taken = await run([other])

  expect(refused).toContain(`${folder.path} is in use by process ${process.pid}`)
  expect(taken).toContain('taken')
  expect(existsSync(join(folder.path, 'lock'))).toBe(true)
  await using again = await lockFolder(folder.path)
  expect(again).toBeDefined()
  expect(await readFile(join(folder.path, 'lock'), 'utf8')).toMatch(new RegExp(`^${process.pid} `))
})

test('where no nats-server can be had the message says what to install', async () => {
  await using folder = await testFolder('embedded')
  const script = join(folder.path, 'find.ts')
  await writeFile(
    script,
    `import { findNatsServer } from '${import.meta.resolve('@headway/embedded/find-nats-server')}'
     await findNatsServer({ cacheDir: ${JSON.stringify(folder.path)}, log: () => {} }).then(console.log, (error) => console.log(error.message))`,
  )

  const output = await run([script], { PATH: folder.path })

  if (!output.startsWith('/usr/sbin/nats-server')) {
    expect(output).toContain('sudo apt-get install nats-server')
    expect(output).toContain('brew install nats-server')
  }
})

test('a kept nats-server is used without fetching it', async () => {
  await using folder = await testFolder('embedded')
  const first = inject('natsServer')

  const found = await findNatsServer({ cacheDir: join(first, '..'), log: () => expect.fail('fetched') })

  expect(found).toMatch(/nats-server$/)
  expect(folder.path).toBeDefined()
})

async function startAndKill(kind: string, dataDir: string, program = ''): Promise<number> {
  return Number.parseInt(await run([starter, kind, dataDir, program]), 10)
}

function run(args: string[], env: Record<string, string> = {}): Promise<string> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env: { ...process.env, ...env } }, (_, stdout) => resolve(stdout))
  })
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
