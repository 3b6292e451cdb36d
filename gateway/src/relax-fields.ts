import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  type TypeNode,
  visit,
} from 'graphql'

/** A subgraph's schema, parsed. */
export type ParsedSubgraph = { name: string; document: DocumentNode }

type ObjectNode = ObjectTypeDefinitionNode | ObjectTypeExtensionNode

/**
 * Makes those fields nullable that would take other subgraphs' data with them while their own subgraph is down, since
 * a null where none may be makes everything around it null. Such are: fields of `Query`, fields that give another
 * subgraph's entity, and fields that a subgraph adds to another's entity. The subgraph that defines most of an
 * entity's fields owns it.
 */
export function relaxFields(subgraphs: ParsedSubgraph[]): ParsedSubgraph[] {
  const owners = findOwners(subgraphs)
  return subgraphs.map(({ name, document }) => {
    const isForeign = (entity: string) => (owners.get(entity) ?? name) !== name
    const relax = (type: ObjectNode): ObjectNode => ({
      ...type,
      fields: (type.fields ?? []).map((field) => {
        const givesForeign = isForeign(innermost(field.type))
        const isAdded = isForeign(type.name.value) && !keyFields(type).includes(field.name.value)
        if (type.name.value !== 'Query' && !givesForeign && !isAdded) return field
        return { ...field, type: relaxType(field.type, givesForeign) }
      }),
    })
    return {
      name,
      document: visit(document, {
        [Kind.OBJECT_TYPE_DEFINITION]: { enter: relax },
        [Kind.OBJECT_TYPE_EXTENSION]: { enter: relax },
      }),
    }
  })
}

function findOwners(subgraphs: ParsedSubgraph[]): Map<string, string> {
  const largest = new Map<string, { owner: string; fieldCount: number }>()
  for (const { name, document } of subgraphs) {
    for (const node of document.definitions) {
      if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.OBJECT_TYPE_EXTENSION) continue
      const fieldCount = node.fields?.length ?? 0
      if (!keyOf(node) || fieldCount <= (largest.get(node.name.value)?.fieldCount ?? 0)) continue
      largest.set(node.name.value, { owner: name, fieldCount })
    }
  }
  return new Map([...largest].map(([entity, { owner }]) => [entity, owner]))
}

function keyOf(type: ObjectNode): ConstDirectiveNode | undefined {
  return type.directives?.find(({ name }) => name.value === 'key')
}

function keyFields(type: ObjectNode): string[] {
  const fields = keyOf(type)?.arguments?.find(({ name }) => name.value === 'fields')?.value
  return fields?.kind === Kind.STRING ? fields.value.split(/\s+/) : []
}

function innermost(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : innermost(type.type)
}

/** A list of another's entities may be missing, and each of them too. */
function relaxType(type: FieldDefinitionNode['type'], items: boolean): TypeNode {
  const inner = type.kind === Kind.NON_NULL_TYPE ? type.type : type
  if (inner.kind !== Kind.LIST_TYPE || !items) return inner
  return { ...inner, type: relaxType(inner.type, items) }
}
