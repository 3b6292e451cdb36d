import type { FastifyReply } from 'fastify'
import type { Adapters } from '../context.ts'

/** Says how long an artifact is, or how much of it is held of an unfinished upload. */
export async function headArtifact(
  { artifacts, uploads }: Pick<Adapters, 'artifacts' | 'uploads'>,
  digest: string,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (await artifacts.has(digest)) {
    const { size } = await artifacts.stat(digest)
    return reply
      .headers({ 'content-length': size, 'accept-ranges': 'bytes', etag: `"${digest}"` })
      .type('application/octet-stream')
      .send()
  }
  return reply
    .code(404)
    .header('upload-offset', await uploads.heldBytes(digest))
    .send()
}
