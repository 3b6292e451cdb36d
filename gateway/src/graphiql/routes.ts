import { execFile } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { DomainError } from '@headway/kit/errors'
import type { Logger } from '@headway/kit/log'
import type { FastifyInstance, FastifyReply } from 'fastify'

const run = promisify(execFile)
const bundler = fileURLToPath(new URL('./bundle-main.ts', import.meta.url))

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
}

const policy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "worker-src 'self' blob:",
  "connect-src 'self' ws: wss:",
  "frame-ancestors 'none'",
].join('; ')

/** Serves the GraphiQL page on `/graphiql`, bundled in the background: nothing is fetched from elsewhere. */
export function addGraphiql(
  app: FastifyInstance,
  { cacheDir, log, signal }: { cacheDir: string; log: Logger; signal: AbortSignal },
): void {
  const bundled = run(process.execPath, [bundler, cacheDir], { signal }).then(({ stdout }) => stdout)
  bundled.catch(
    (error: unknown) => signal.aborted || log.error({ err: error }, 'the GraphiQL page could not be made'),
  )

  app.get('/graphiql', async (_, reply) => sendFile('index.html', reply))
  app.get<{ Params: { file: string } }>('/graphiql/:file', async ({ params }, reply) =>
    sendFile(params.file, reply),
  )

  async function sendFile(name: string, reply: FastifyReply) {
    if (!/^[\w.-]+\.(html|js|css)$/.test(name)) throw new DomainError('NOT_FOUND', `no file ${name}`)
    const folder = await bundled.catch((error: unknown) => {
      throw new DomainError('UNAVAILABLE', 'the GraphiQL page could not be made', { cause: error })
    })
    const file = join(folder, name)
    const found = await stat(file).catch(() => undefined)
    if (!found) throw new DomainError('NOT_FOUND', `no file ${name}`)
    return reply
      .headers({
        'content-type': types[extname(name)] ?? 'application/octet-stream',
        'content-length': found.size,
        'content-security-policy': policy,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-cache',
      })
      .send(createReadStream(file))
  }
}
