import { fallbackKeys, parseKey } from '@headway/artifacts/partition-key'
import { DomainError } from '@headway/kit/errors'

/**
 * Where the model of one partition lives: a session's slot in one inference thread, or, where `thread` is null, the handle
 * of a compiled program that any thread can run.
 */
export type ModelPlace = { thread: number | null; slot: number }

/** Who answers a row: a model, or nobody (the baseline), and the words that say so. */
export type Route = { place: ModelPlace | null; source: string }

const baselineRoute: Route = { place: null, source: 'baseline' }

/**
 * The routes of a version: its partitions by canonical key. A partition without a model falls to the pooled ones, then to
 * the baseline; INVALID_ARGUMENT for a malformed key or one of another arity, NOT_FOUND when nothing can answer.
 */
export class RoutingTable {
  readonly partitionCount: number
  readonly #exact: Map<string, Route>
  readonly #arity: number
  readonly #hasBaseline: boolean

  constructor(
    places: Iterable<readonly [key: string, place: ModelPlace]>,
    arity: number,
    hasBaseline: boolean,
  ) {
    this.#exact = new Map()
    for (const [key, place] of places) this.#exact.set(key, { place, source: 'exact' })
    this.partitionCount = this.#exact.size
    this.#arity = arity
    this.#hasBaseline = hasBaseline
  }

  /** The route of each row; equal keys have the same route object. */
  resolve(keys: readonly string[], strict: boolean): Route[] {
    const fallbacks = new Map<string, Route>()
    return keys.map((key, row) => {
      const exact = this.#exact.get(key)
      if (exact) return exact
      if (strict) throw unknownPartition(key, row, 'a partition with a model of its own')
      let route = fallbacks.get(key)
      if (route === undefined) {
        route = this.#fallback(key, row)
        fallbacks.set(key, route)
      }
      return route
    })
  }

  #fallback(key: string, row: number): Route {
    if (parseKey(key).length !== this.#arity) {
      throw new DomainError(
        'INVALID_ARGUMENT',
        `partition "${key}" of row ${row} has another number of values`,
        {
          field: `partitions[${row}]`,
          value: key,
          expected: `${this.#arity} values joined by "/"`,
        },
      )
    }
    for (const pooled of fallbackKeys(key)) {
      const place = this.#exact.get(pooled)?.place
      if (place) return { place, source: `pooled:${pooled}` }
    }
    if (!this.#hasBaseline)
      throw unknownPartition(key, row, 'a partition of the model; it declares no baseline')
    return baselineRoute
  }
}

function unknownPartition(key: string, row: number, expected: string): DomainError {
  return new DomainError('NOT_FOUND', `no model for partition "${key}"`, {
    field: `partitions[${row}]`,
    value: key,
    expected,
  })
}
