/** Disposes every value of the object that can be, the last one first, each even when another fails. */
export async function disposeAll(opened: object): Promise<void> {
  await using stack = new AsyncDisposableStack()
  for (const value of Object.values(opened)) {
    const candidate = value as Partial<AsyncDisposable & Disposable> | null | undefined
    if (candidate?.[Symbol.asyncDispose]) stack.use(candidate as AsyncDisposable)
    else if (candidate?.[Symbol.dispose]) stack.use(candidate as Disposable)
  }
}
