import { Agent, request as httpRequest } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'

const agent = new Agent({ keepAlive: true, maxSockets: 256 })
const httpsAgent = new HttpsAgent({ keepAlive: true, maxSockets: 256 })

/**
 * Posts JSON over a connection that is kept, and answers with the status and the body as text.
 * `repeatable` says that the request may be sent again when a kept connection turns out to be closed.
 */
export async function postJson(
  url: string,
  options: { headers: Record<string, string>; body: string; signal: AbortSignal; repeatable: boolean },
): Promise<{ status: number; text: string }> {
  try {
    return await send(url, options)
  } catch (error) {
    if (!options.repeatable || !(error instanceof StaleConnection)) throw error
    return await send(url, options)
  }
}

class StaleConnection extends Error {}

function send(
  url: string,
  { headers, body, signal }: { headers: Record<string, string>; body: string; signal: AbortSignal },
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const isHttps = url.startsWith('https:')
    const bytes = Buffer.from(body)
    const request = (isHttps ? httpsRequest : httpRequest)(url, {
      method: 'POST',
      agent: isHttps ? httpsAgent : agent,
      signal,
      headers: { ...headers, 'content-type': 'application/json', 'content-length': bytes.length },
    })
    request.once('error', (error: NodeJS.ErrnoException) => {
      reject(request.reusedSocket && error.code === 'ECONNRESET' ? new StaleConnection(error.message) : error)
    })
    request.once('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.once('error', reject)
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
      )
    })
    request.end(bytes)
  })
}
