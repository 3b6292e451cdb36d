import {
  type DirectiveNode,
  defaultFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
} from 'graphql'
import { type Actor, knownRoles, type Role, requireRole } from './actor.ts'

/**
 * Enforces `@auth(requires:)` on every field of the schema. Fields of Query without it need VIEWER; a field of an
 * entity or value needs what its own or its type's directive says. Throws when a mutation says nothing.
 */
export function enforceAuth(schema: GraphQLSchema): void {
  const unguarded: string[] = []
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    const ofType = requiredRole(directivesOf(type))
    for (const field of Object.values(type.getFields())) {
      const role = requiredRole(field.astNode?.directives ?? []) ?? ofType ?? defaultRole(schema, type)
      if (role === undefined) {
        if (type === schema.getMutationType()) unguarded.push(field.name)
        continue
      }
      const resolve = field.resolve ?? defaultFieldResolver
      field.resolve = (source, args, context: { actor: Actor }, info) => {
        requireRole(context.actor, role)
        return resolve(source, args, context, info)
      }
    }
  }
  if (unguarded.length > 0) {
    throw new Error(`every mutation must carry @auth(requires:); these do not: ${unguarded.join(', ')}`)
  }
}

function defaultRole(schema: GraphQLSchema, type: GraphQLObjectType): Role | undefined {
  return type === schema.getQueryType() ? 'viewer' : undefined
}

function directivesOf(type: GraphQLObjectType): readonly DirectiveNode[] {
  return [type.astNode, ...type.extensionASTNodes].flatMap((node) => node?.directives ?? [])
}

function requiredRole(directives: readonly DirectiveNode[]): Role | undefined {
  // Composition may prefix a directive with the name of its specification.
  const auth = directives.find(({ name }) => name.value === 'auth' || name.value === 'auth__auth')
  if (!auth) return undefined
  const requires = auth.arguments?.find((argument) => argument.name.value === 'requires')?.value
  return requires?.kind === 'EnumValue' ? (knownRoles([requires.value])[0] ?? 'admin') : 'viewer'
}
