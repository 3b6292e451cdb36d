import {
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parseType,
  print,
  type VariableDefinitionNode,
  visit,
} from 'graphql'

/** An entity field of a subscription's selection, and where in `Query` the entity is found. */
export type EntityRequest = {
  node: FieldNode
  lookup: { field: string; argument: string; value: string }
}

/**
 * Rewrites entity fields of a subscription as one query over the composed graph, each under its response key:
 * `run { state }` becomes `run: pipelineRun(id: $entity0) { state }`, with the fragments and variables it uses.
 */
export function buildEntityQuery(
  requests: EntityRequest[],
  context: {
    schema: GraphQLSchema
    operation: OperationDefinitionNode
    fragments: ReadonlyMap<string, FragmentDefinitionNode>
    variables: Record<string, unknown>
  },
): { query: string; variables: Record<string, unknown> } {
  const used = findUsed(
    requests.map(({ node }) => node),
    context.fragments,
  )
  const kept = (context.operation.variableDefinitions ?? []).filter((definition) =>
    used.variables.has(definition.variable.name.value),
  )
  const variables: Record<string, unknown> = {}
  for (const { variable } of kept) {
    const name = variable.name.value
    if (name in context.variables) variables[name] = context.variables[name]
  }
  const fields: FieldNode[] = []
  const ids: VariableDefinitionNode[] = []
  for (const [index, { node, lookup }] of requests.entries()) {
    const variable = { kind: Kind.VARIABLE, name: nameNode(`entity${index}`) } as const
    variables[variable.name.value] = lookup.value
    ids.push({
      kind: Kind.VARIABLE_DEFINITION,
      variable,
      type: parseType(argumentType(context.schema, lookup)),
    })
    fields.push({
      kind: Kind.FIELD,
      alias: nameNode(node.alias?.value ?? node.name.value),
      name: nameNode(lookup.field),
      arguments: [{ kind: Kind.ARGUMENT, name: nameNode(lookup.argument), value: variable }],
      ...(node.selectionSet ? { selectionSet: node.selectionSet } : {}),
    })
  }
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        kind: Kind.OPERATION_DEFINITION,
        operation: OperationTypeNode.QUERY,
        variableDefinitions: [...ids, ...kept],
        selectionSet: { kind: Kind.SELECTION_SET, selections: fields },
      },
      ...used.fragments,
    ],
  }
  return { query: print(document), variables }
}

function findUsed(nodes: ASTNode[], fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
  const variables = new Set<string>()
  const spread = new Map<string, FragmentDefinitionNode>()
  const look = (node: ASTNode): void => {
    visit(node, {
      [Kind.VARIABLE]: ({ name }) => void variables.add(name.value),
      [Kind.FRAGMENT_SPREAD]: ({ name }) => {
        const fragment = fragments.get(name.value)
        if (!fragment || spread.has(name.value)) return
        spread.set(name.value, fragment)
        look(fragment)
      },
    })
  }
  for (const node of nodes) look(node)
  return { variables, fragments: [...spread.values()] }
}

function argumentType(schema: GraphQLSchema, { field, argument }: EntityRequest['lookup']): string {
  const definition = schema
    .getQueryType()
    ?.getFields()
    [field]?.args.find(({ name }) => name === argument)
  if (!definition) throw new Error(`the graph has no Query.${field}(${argument}:)`)
  return String(definition.type)
}

function nameNode(value: string) {
  return { kind: Kind.NAME, value } as const
}
