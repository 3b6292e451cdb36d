import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** A server in a process of its own whose only route does nothing. */
export type EmptyHandler = { pid: number; run: () => Promise<void> } & AsyncDisposable

export async function openEmptyHandler(body: string): Promise<EmptyHandler> {
  const child = fork(fileURLToPath(new URL('./empty-server.ts', import.meta.url)))
  const [url] = (await once(child, 'message')) as [string]
  return {
    pid: child.pid ?? 0,
    run: async () => {
      const response = await fetch(url, { method: 'POST', body })
      await response.json()
    },
    [Symbol.asyncDispose]: async () => {
      const exited = once(child, 'exit')
      child.disconnect()
      await exited
    },
  }
}
