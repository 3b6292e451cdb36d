import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  getDirectiveValues,
  Kind,
  type SelectionSetNode,
} from 'graphql'

/** The fields asked of one object type, fragments spread, without those that `@skip` and `@include` leave out. */
export function payloadFields(
  selectionSet: SelectionSetNode | undefined,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  variables: Record<string, unknown>,
): FieldNode[] {
  return (selectionSet?.selections ?? []).flatMap((selection) => {
    if (getDirectiveValues(GraphQLSkipDirective, selection, variables)?.if === true) return []
    if (getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.if === false) return []
    if (selection.kind === Kind.FIELD) return [selection]
    const inner =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection.selectionSet
        : fragments.get(selection.name.value)?.selectionSet
    return payloadFields(inner, fragments, variables)
  })
}
