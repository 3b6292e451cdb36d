/** Names given small whole numbers in the order they are first seen. */
export type Dictionary = { codes: Map<string, number>; names: string[] }

/** An empty dictionary. */
export function createDictionary(names: readonly string[] = []): Dictionary {
  return { codes: new Map(names.map((name, code) => [name, code])), names: [...names] }
}

/** The number of a name, given now if it has none yet. */
export function codeOf(dictionary: Dictionary, name: string): number {
  const known = dictionary.codes.get(name)
  if (known !== undefined) return known
  const code = dictionary.names.length
  dictionary.codes.set(name, code)
  dictionary.names.push(name)
  return code
}
