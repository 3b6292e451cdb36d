/** A name as SQL takes it, whatever characters it has. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A value as SQL takes it; a list becomes a DuckDB list. */
export function literal(value: string | number | boolean | null | readonly string[]): string {
  if (value === null) return 'NULL'
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`
  if (typeof value !== 'object') return String(value)
  return `[${value.map((item) => literal(item)).join(', ')}]`
}
