import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rename, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Sends files to the artifact store and fetches them, over the registry's HTTP. */
export type ArtifactClient = {
  /** Stores a file unless it is there already; its SHA-256. */
  upload: (path: string) => Promise<string>
  json: <Content>(digest: string) => Promise<Content>
  /** Fetches an artifact into a file, which appears when all of it has come and is what its digest says. */
  download: (digest: string, path: string) => Promise<void>
}

/** `url` is that of the registry; throws with what it answers when it refuses. */
export function createArtifactClient({ url, token }: { url: string; token: string }): ArtifactClient {
  const headers = { authorization: `Bearer ${token}` }
  const open = async (digest: string, request: RequestInit = {}) => {
    const response = await fetch(`${url}/artifacts/${digest}`, { headers, ...request })
    if (response.ok) return response
    throw new Error(`${url}/artifacts/${digest} answered ${response.status}: ${await response.text()}`)
  }
  return {
    async upload(path) {
      const hash = createHash('sha256')
      await pipeline(createReadStream(path), hash)
      const digest = hash.digest('hex')
      const head = await fetch(`${url}/artifacts/${digest}`, { method: 'HEAD', headers })
      if (head.ok) return digest
      const { size } = await stat(path)
      await open(digest, {
        method: 'PUT',
        headers: { ...headers, 'content-length': String(size) },
        body: Readable.toWeb(createReadStream(path)) as ReadableStream,
        duplex: 'half',
      } as RequestInit)
      return digest
    },
    json: async <Content>(digest: string) => (await (await open(digest)).json()) as Content,
    async download(digest, path) {
      const { body } = await open(digest)
      const hash = createHash('sha256')
      const half = `${path}.part`
      await pipeline(
        body ?? [],
        async function* (chunks) {
          for await (const chunk of chunks) {
            hash.update(chunk)
            yield chunk
          }
        },
        createWriteStream(half),
      )
      if (hash.digest('hex') !== digest) throw new Error(`artifact ${digest} came damaged: fetch it again`)
      await rename(half, path)
    },
  }
}
