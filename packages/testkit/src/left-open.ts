/** What this test file has opened and not yet closed, by name. */
const open = new Map<symbol, { name: string; close: () => Promise<void> }>()

/** Notes something opened; the returned object closes it once and strikes it off. */
export function track(name: string, close: () => Promise<void>): AsyncDisposable {
  const key = Symbol(name)
  const closeOnce = async () => {
    if (open.delete(key)) await close()
  }
  open.set(key, { name, close: closeOnce })
  return { [Symbol.asyncDispose]: closeOnce }
}

/** Closes what was left open, newest first, and names it. */
export async function closeLeftOpen(): Promise<string[]> {
  const left = [...open.values()].toReversed()
  for (const one of left) await one.close().catch(() => undefined)
  return left.map((one) => one.name)
}
