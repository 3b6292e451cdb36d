import {
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  parse,
  type TypeNode,
} from 'graphql'
import type { Subgraph } from './composition.ts'

type ObjectNode = ObjectTypeDefinitionNode | ObjectTypeExtensionNode
type Entity = { owner: string; fieldCount: number }

/**
 * The fields that could take other subgraphs' data with them when their own subgraph is down, since a null where
 * none may be makes everything around it null. Such are: fields of `Query`, fields that give another subgraph's
 * entity, and fields that a subgraph adds to another's entity. The subgraph that defines most of an entity's
 * fields owns it.
 */
export function findFragileFields(subgraphs: Subgraph[]): string[] {
  const parsed = subgraphs.map(({ name, sdl }) => ({ name, types: objectTypes(sdl) }))
  const entities = new Map<string, Entity>()
  for (const { name, types } of parsed) {
    for (const type of types.filter(isEntity)) {
      const fieldCount = type.fields?.length ?? 0
      if (fieldCount > (entities.get(type.name.value)?.fieldCount ?? 0)) {
        entities.set(type.name.value, { owner: name, fieldCount })
      }
    }
  }
  return parsed.flatMap(({ name, types }) =>
    types.flatMap((type) => {
      const typeName = type.name.value
      const isForeign = (entity: string) => (entities.get(entity)?.owner ?? name) !== name
      const mustBeNullable = (field: FieldDefinitionNode) =>
        typeName === 'Query' ||
        isForeign(innermost(field.type)) ||
        (isForeign(typeName) && !keyFields(type).includes(field.name.value))
      return (type.fields ?? [])
        .filter((field) => mustBeNullable(field) && !isNullable(field.type, isForeign(innermost(field.type))))
        .map((field) => `${name}: ${typeName}.${field.name.value} must be nullable`)
    }),
  )
}

function objectTypes(sdl: string): ObjectNode[] {
  return parse(sdl).definitions.filter(
    (node) => node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION,
  )
}

function isEntity(type: ObjectNode): boolean {
  return type.directives?.some(({ name }) => name.value === 'key') === true
}

function keyFields(type: ObjectNode): string[] {
  return (type.directives ?? [])
    .filter(({ name }) => name.value === 'key')
    .flatMap(({ arguments: given }) => given?.find(({ name }) => name.value === 'fields')?.value ?? [])
    .flatMap((value) => (value.kind === Kind.STRING ? value.value.split(/\s+/) : []))
}

function innermost(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : innermost(type.type)
}

/** A list of foreign entities may itself be there, when its items may be missing. */
function isNullable(type: TypeNode, isForeign: boolean): boolean {
  if (type.kind !== Kind.NON_NULL_TYPE)
    return type.kind !== Kind.LIST_TYPE || !isForeign || isNullable(type.type, isForeign)
  return isForeign && type.type.kind === Kind.LIST_TYPE && isNullable(type.type.type, isForeign)
}
