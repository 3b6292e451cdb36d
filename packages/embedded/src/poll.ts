import { setTimeout as sleep } from 'node:timers/promises'

/** Asks `condition` every 50 ms until it answers true; throws `message` after `timeoutMs`. */
export async function poll(
  condition: () => Promise<boolean> | boolean,
  { timeoutMs, message }: { timeoutMs: number; message: () => string },
): Promise<void> {
  const end = Date.now() + timeoutMs
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(message())
    await sleep(50)
  }
}
