const names = ['models', 'bytes', 'loads', 'evictions', 'misses', 'reloadMs'] as const

/**
 * What one inference thread counts: models loaded now and their bytes; since the start, loads, evictions, models that a
 * request had to wait for (misses) and the milliseconds spent loading those.
 */
export type ResidencyCounts = Record<(typeof names)[number], number>

/** Counts that the main thread reads while an inference thread writes them, without a message. */
export class SharedCounts {
  readonly buffer: SharedArrayBuffer
  readonly #values: Float64Array

  constructor(buffer = new SharedArrayBuffer(names.length * Float64Array.BYTES_PER_ELEMENT)) {
    this.buffer = buffer
    this.#values = new Float64Array(buffer)
  }

  add(name: keyof ResidencyCounts, amount: number): void {
    const at = names.indexOf(name)
    this.#values[at] = (this.#values[at] ?? 0) + amount
  }

  read(): ResidencyCounts {
    return Object.fromEntries(names.map((name, at) => [name, this.#values[at] ?? 0])) as ResidencyCounts
  }
}

export function sumCounts(all: readonly ResidencyCounts[]): ResidencyCounts {
  const sum = (name: keyof ResidencyCounts) => all.reduce((total, counts) => total + counts[name], 0)
  return Object.fromEntries(names.map((name) => [name, sum(name)])) as ResidencyCounts
}
