/** A part of the report on an agency's feeds: what it holds, and how much of it joins the schedule. */
export type CheckSection = { title: string; facts: string[]; joins: Join[] }

/** So many of a kind of thing join what they must; examples of those that do not, and what follows from it. */
export type Join = {
  what: string
  joined: number
  total: number
  examples: string[]
  /** What it means for predictions that the rest does not join. */
  meaning: string
}

const mostExamples = 5

/** Counts which items join; `name` tells one that does not. */
export function joinOf<Item>(
  what: string,
  items: Iterable<Item>,
  joins: (item: Item) => boolean,
  name: (item: Item) => string,
  meaning: string,
): Join {
  const join: Join = { what, joined: 0, total: 0, examples: [], meaning }
  for (const item of items) {
    join.total++
    if (joins(item)) join.joined++
    else if (join.examples.length < mostExamples) join.examples.push(name(item))
  }
  return join
}

/** The section as lines of text. */
export function sectionLines({ title, facts, joins }: CheckSection): string[] {
  return [title, ...facts.map((fact) => `  ${fact}`), ...joins.flatMap(joinLines)]
}

function joinLines({ what, joined, total, examples, meaning }: Join): string[] {
  const grouped = new Intl.NumberFormat('en-GB')
  if (total === 0) return []
  const line = `  ${grouped.format(joined)} of ${grouped.format(total)} ${what}`
  if (joined === total) return [line]
  const rest = total - joined
  const more = rest > examples.length ? `, and ${grouped.format(rest - examples.length)} more` : ''
  return [line, `    not: ${examples.join(', ')}${more}`, `    so: ${meaning}`]
}
