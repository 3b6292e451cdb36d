import type { z } from 'zod'

const timeoutMs = 20_000

/** What a page answers, read as that shape; throws when it answers otherwise. */
export async function askJson<Shape extends z.ZodType>(
  url: string,
  shape: Shape,
  body?: unknown,
): Promise<z.infer<Shape>> {
  const response = await fetch(url, {
    signal: AbortSignal.timeout(timeoutMs),
    ...(body === undefined
      ? {}
      : {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text.slice(0, 300)}`)
  return shape.parse(JSON.parse(text))
}

/** The bytes of a page. */
export async function askBytes(url: string): Promise<Uint8Array> {
  const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) })
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}
