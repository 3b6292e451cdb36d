/** What a GraphQL server says of one thing that went wrong. */
export type GraphqlProblem = {
  message: string
  path?: (string | number)[]
  extensions?: { code?: string; field?: string; value?: unknown; expected?: string; details?: unknown }
}

/** An operation that was refused, or answered with errors; `data` is what was answered all the same. */
export class GraphqlRequestError extends Error {
  override readonly name = 'GraphqlRequestError'
  readonly problems: readonly GraphqlProblem[]
  readonly data: unknown

  constructor(problems: readonly GraphqlProblem[], data: unknown) {
    super(problems.map(describeProblem).join('\n'))
    this.problems = problems
    this.data = data
  }

  /** The code of the first problem, such as NOT_FOUND. */
  get code(): string | undefined {
    return this.problems[0]?.extensions?.code
  }
}

export type GraphqlClient = {
  /** The data of an operation; throws GraphqlRequestError when there is any error. */
  request: <Data = Record<string, unknown>>(
    query: string,
    variables?: Record<string, unknown>,
  ) => Promise<Data>
  /** The whole answer, for who can use a part of the data. */
  answer: <Data = Record<string, unknown>>(
    query: string,
    variables?: Record<string, unknown>,
  ) => Promise<{ data: Data | null; errors?: GraphqlProblem[] }>
}

/** Speaks GraphQL to the gateway. `token` is an API token or a JWT; a request is given up after `timeoutMs`. */
export function createGraphqlClient(options: {
  url: string
  token: string
  timeoutMs?: number
}): GraphqlClient {
  const answer: GraphqlClient['answer'] = async (query, variables = {}) => {
    const response = await fetch(options.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${options.token}` },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(options.timeoutMs ?? 60_000),
    })
    const text = await response.text()
    const body = parseJson(text)
    if (body && ('data' in body || 'errors' in body)) return { data: null, ...body } as never
    throw new Error(`${options.url} answered ${response.status}: ${text.slice(0, 500)}`)
  }
  return {
    answer,
    async request<Data>(query: string, variables?: Record<string, unknown>) {
      const { data, errors } = await answer<Data>(query, variables)
      if (errors?.length || data === null) throw new GraphqlRequestError(errors ?? [], data)
      return data
    },
  }
}

/** One line for people: message, code, and what would have been accepted. */
export function describeProblem({ message, path, extensions }: GraphqlProblem): string {
  const where = path ? ` at ${path.join('.')}` : ''
  const field = extensions?.field ? `, field ${extensions.field}` : ''
  const expected = extensions?.expected ? `, expected ${extensions.expected}` : ''
  return `${message} (${extensions?.code ?? 'error'}${where}${field}${expected})`
}

function parseJson(text: string): Record<string, unknown> | undefined {
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
