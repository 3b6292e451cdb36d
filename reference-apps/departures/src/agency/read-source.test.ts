import { utimes, writeFile } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { testFolder } from '@headway/testkit/test-folder'
import { expect, test } from 'vitest'
import { readSource, sourceName, sourceReader } from './read-source.ts'

async function serve(listener: RequestListener): Promise<AsyncDisposable & { url: string }> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/feed.pb`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

test('a URL is read', async () => {
  await using server = await serve((_, response) => response.end('content'))

  expect(Buffer.from(await readSource(server.url)).toString()).toBe('content')
})

test('a URL is asked for what is new alone', async () => {
  const asked: (string | undefined)[][] = []
  let etag = '"1"'
  await using server = await serve(({ headers }, response) => {
    asked.push([headers['if-none-match'], headers['if-modified-since']])
    if (headers['if-none-match'] === etag) response.writeHead(304).end()
    else response.writeHead(200, { etag, 'last-modified': 'Thu, 05 Mar 2026 16:00:00 GMT' }).end(etag)
  })
  const reader = sourceReader(server.url)

  const first = await reader.readIfChanged()
  const second = await reader.readIfChanged()
  etag = '"2"'
  const third = await reader.readIfChanged()

  expect([first, second, third].map((bytes) => bytes && Buffer.from(bytes).toString())).toEqual([
    '"1"',
    undefined,
    '"2"',
  ])
  expect(asked[0]).toEqual([undefined, undefined])
  expect(asked[1]).toEqual(['"1"', 'Thu, 05 Mar 2026 16:00:00 GMT'])
})

test('a status other than 200 is told with the URL, without its key', async () => {
  await using server = await serve((_, response) => response.writeHead(403).end('no'))

  await expect(readSource(`${server.url}?apikey=secret`)).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: `${server.url}?… answered 403 Forbidden`,
    details: { status: 403 },
  })
})

test('an answer that does not end is given up', async () => {
  await using server = await serve((_, response) => response.write('begun'))

  await expect(readSource(server.url, { timeoutMs: 200 })).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: `${server.url} does not answer: nothing within 0.2 s`,
  })
})

test('an answer that is too large is not taken', async () => {
  await using server = await serve((_, response) => response.end(Buffer.alloc(100_000)))

  await expect(readSource(server.url, { mostBytes: 50_000 })).rejects.toMatchObject({
    code: 'RESOURCE_EXHAUSTED',
    message: `${server.url} has more than 50000 bytes`,
  })
})

test('a server that is not there is told', async () => {
  const server = await serve(() => {})
  await server[Symbol.asyncDispose]()

  await expect(readSource(server.url)).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: expect.stringContaining('ECONNREFUSED'),
  })
})

test('a file is read again when it changed', async () => {
  await using folder = await testFolder()
  const path = join(folder.path, 'feed.pb')
  await writeFile(path, 'one')
  const reader = sourceReader(path)

  const first = await reader.readIfChanged()
  const second = await reader.readIfChanged()
  await writeFile(path, 'two')
  await utimes(path, 1, 1)
  const third = await reader.readIfChanged()

  expect([first, second, third].map((bytes) => bytes && Buffer.from(bytes).toString())).toEqual([
    'one',
    undefined,
    'two',
  ])
})

test('a file that is not there is told', async () => {
  await expect(readSource('/nowhere/gtfs.zip')).rejects.toMatchObject({
    code: 'NOT_FOUND',
    message: expect.stringContaining('/nowhere/gtfs.zip cannot be read'),
  })
})

test('the name of a source tells no password', () => {
  expect(sourceName('https://me:secret@agency.org/a/b?key=1')).toBe('https://agency.org/a/b?…')
  expect(sourceName('data/gtfs.zip')).toBe('data/gtfs.zip')
})
