import { DomainError } from '@headway/kit/errors'
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  getArgumentValues,
  getOperationAST,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql'
import { checkOperationLimits, type OperationLimits } from '../operation-limits.ts'
import { payloadFields } from './payload-fields.ts'
import type { Topic, Topics } from './topics.ts'

export type OperationRequest = {
  query: string
  variables?: Record<string, unknown> | null
  operationName?: string | null
}

/** A subscription that was found valid: what it follows, and what each message has to hold. */
export type SubscriptionPlan = {
  schema: GraphQLSchema
  operation: OperationDefinitionNode
  fragments: ReadonlyMap<string, FragmentDefinitionNode>
  variables: Record<string, unknown>
  topic: Topic
  typeName: string
  /** The key of the one root field in the answer. */
  responseKey: string
  args: Record<string, unknown>
  fields: FieldNode[]
  /** The cursor behind which to go on. */
  after: number | undefined
}

/** Parses and checks a subscription as queries are checked; answers with what is wrong with it. */
export function planSubscription(
  request: OperationRequest,
  options: {
    schema: GraphQLSchema
    topics: Topics
    maxTokens: number
    limits: OperationLimits
    lastEventId?: string | undefined
  },
): SubscriptionPlan | readonly GraphQLError[] {
  const { schema } = options
  const document = parseDocument(request.query, options.maxTokens)
  if (document instanceof GraphQLError) return [document]
  const invalid = validate(schema, document, specifiedRules)
  if (invalid.length > 0) return invalid.map(withoutSuggestion)
  const operation = getOperationAST(document, request.operationName)
  if (!operation) return [requestError('the document has no such operation', 'OPERATION_RESOLUTION_FAILURE')]
  const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {})
  if (coerced.errors) return coerced.errors.map((error) => requestError(error.message, 'BAD_USER_INPUT'))
  const variables = coerced.coerced
  checkOperationLimits(document, operation, variables, options.limits)

  const fragments = fragmentsOf(document)
  const [root] = payloadFields(operation.selectionSet, fragments, variables)
  const type = schema.getSubscriptionType()
  const definition = root && type?.getFields()[root.name.value]
  const topic = root && options.topics.get(root.name.value)
  if (!root || !definition || !topic)
    return [requestError('the subscription selects nothing', 'BAD_USER_INPUT')]
  const args = getArgumentValues(definition, root, variables)
  return {
    schema,
    operation,
    fragments,
    variables: request.variables ?? {},
    topic,
    typeName: String(definition.type).replace('!', ''),
    responseKey: root.alias?.value ?? root.name.value,
    args,
    fields: payloadFields(root.selectionSet, fragments, variables),
    after: parseCursor(options.lastEventId ?? args.after),
  }
}

/** The document, or what is wrong with its syntax or size. */
export function parseDocument(query: string, maxTokens: number): DocumentNode | GraphQLError {
  try {
    return parse(query, { maxTokens })
  } catch (error) {
    return requestError(error instanceof Error ? error.message : String(error), 'GRAPHQL_PARSE_FAILED')
  }
}

function requestError(message: string, code: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } })
}

function withoutSuggestion(error: GraphQLError): GraphQLError {
  return new GraphQLError(error.message.replace(/ ?Did you mean(.+?)\?$/, ''), {
    ...(error.nodes ? { nodes: error.nodes } : {}),
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
  })
}

function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  }
  return fragments
}

function parseCursor(text: unknown): number | undefined {
  if (text === undefined || text === null || text === '') return undefined
  const cursor = typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  if (Number.isNaN(cursor)) {
    throw new DomainError('INVALID_ARGUMENT', 'that is not a cursor of a message', {
      field: 'after',
      value: text,
      expected: 'the cursor of an earlier message',
    })
  }
  return cursor
}
