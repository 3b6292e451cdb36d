import { type SelectQueryBuilder, sql } from 'kysely'
import { DomainError } from './errors.ts'

export type PageArguments = { first?: number | null | undefined; after?: string | null | undefined }
export type PageInfo = {
  hasNextPage: boolean
  hasPreviousPage: boolean
  startCursor: string | null
  endCursor: string | null
}
export type Edge<Node> = { cursor: string; node: Node }
/** A page; as it stands also a GraphQL connection. */
export type Page<Node> = { edges: Edge<Node>[]; nodes: Node[]; pageInfo: PageInfo }

export type PageOrder<Row> = {
  /** Columns that are never null and together unique, in the order of sorting; of the rows that are selected. */
  by: readonly (keyof Row & string)[]
  direction?: 'asc' | 'desc'
  /** Where a column of the query is spelt otherwise than in the row: `{ name: 'model.name' }`. */
  columns?: Partial<Record<keyof Row & string, string>>
}

const defaultFirst = 50
const mostFirst = 500

/** `first` with its default; throws INVALID_ARGUMENT outside 1 to 500. */
export function pageSize(first: number | null | undefined): number {
  const size = first ?? defaultFirst
  if (Number.isInteger(size) && size >= 1 && size <= mostFirst) return size
  throw new DomainError('INVALID_ARGUMENT', `first is ${size}`, {
    field: 'first',
    value: size,
    expected: `1 to ${mostFirst}`,
  })
}

/**
 * Reads one page of a query by keyset: no row is read that is not shown, but one. The cursor holds the sort
 * columns as PostgreSQL writes them, so microseconds survive.
 */
export async function page<DB, Table extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, Table, Row>,
  args: PageArguments,
  order: PageOrder<Row>,
): Promise<Page<Row>> {
  const size = pageSize(args.first)
  const direction = order.direction ?? 'asc'
  const columns = order.by.map((name) => sql.ref(order.columns?.[name] ?? name))
  let paged = query.limit(size + 1) as SelectQueryBuilder<DB, Table, Row & CursorColumn>
  if (args.after != null) {
    const values = decodeCursor(args.after, order.by.length)
    const comparison = sql.raw(direction === 'asc' ? '>' : '<')
    paged = paged.where(sql<boolean>`(${sql.join(columns)}) ${comparison} (${sql.join(values)})`)
  }
  for (const column of columns) paged = paged.orderBy(column, direction)
  const texts = columns.map((column) => sql`${column}::text`)
  const rows = await paged.select(sql<string[]>`array[${sql.join(texts)}]`.as('page_cursor')).execute()
  const edges = rows.slice(0, size).map((found) => {
    const { page_cursor: cursor, ...row } = found as Row & CursorColumn
    return { cursor: encodeCursor(cursor), node: row as Row }
  })
  return toPage(edges, rows.length > size, args.after != null)
}

type CursorColumn = { page_cursor: string[] }

/** The same page with every node translated. */
export function mapPage<Row, Node>(from: Page<Row>, translate: (row: Row) => Node): Page<Node> {
  const edges = from.edges.map(({ cursor, node }) => ({ cursor, node: translate(node) }))
  return { edges, nodes: edges.map((edge) => edge.node), pageInfo: from.pageInfo }
}

/** Pages through what is in memory already, in its order; `keyOf` is unique and stable. */
export function pageOfArray<Node>(
  items: readonly Node[],
  args: PageArguments,
  keyOf: (item: Node) => string,
): Page<Node> {
  const size = pageSize(args.first)
  const after = args.after == null ? undefined : (decodeCursor(args.after, 1)[0] as string)
  const found = after === undefined ? -1 : items.findIndex((item) => keyOf(item) === after)
  if (after !== undefined && found === -1) {
    throw new DomainError('CURSOR_EXPIRED', 'what the cursor named is gone', {
      field: 'after',
      value: args.after,
    })
  }
  const shown = items.slice(found + 1, found + 1 + size)
  const edges = shown.map((node) => ({ cursor: encodeCursor([keyOf(node)]), node }))
  return toPage(edges, found + 1 + size < items.length, after !== undefined)
}

function toPage<Node>(edges: Edge<Node>[], hasNextPage: boolean, hasPreviousPage: boolean): Page<Node> {
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage,
      hasPreviousPage,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}

function encodeCursor(values: readonly string[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

function decodeCursor(cursor: string, length: number): string[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (
      Array.isArray(values) &&
      values.length === length &&
      values.every((value) => typeof value === 'string')
    ) {
      return values
    }
  } catch {
    // Answered below, like every other cursor that is not one.
  }
  throw new DomainError('INVALID_ARGUMENT', 'after is not a cursor of this list', {
    field: 'after',
    value: cursor,
    expected: 'the cursor of an edge of the same list',
  })
}
