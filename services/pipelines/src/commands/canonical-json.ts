import { digestOf } from '@headway/artifacts/digest'

/** JSON with the names of every object in order, so that equal values are written alike. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  )
}

/** SHA-256 of the canonical JSON. */
export function contentDigest(value: unknown): string {
  return digestOf(canonicalJson(value))
}
