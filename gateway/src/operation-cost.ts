import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'

/** Depth in fields, aliases used, and cost: fields times the lengths of the lists they are in. */
export type OperationCost = { depth: number; aliases: number; cost: number }

const usualPage = 50
const largestPage = 500
const itemFields: ReadonlySet<string> = new Set(['edges', 'nodes'])

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>

/**
 * Measures what an operation may cost at most, fragments included. A field with `first`, or one that selects
 * `edges` or `nodes`, counts its selection once for each item of the page. Introspection is not counted.
 */
export function measureOperation(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): OperationCost {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  }
  const measured = new Map<string, OperationCost>()
  const given = withDefaults(operation, variables)

  const measureFragment = (name: string): OperationCost => {
    const known = measured.get(name)
    if (known) return known
    const fragment = fragments.get(name)
    // A fragment within itself is refused by validation; it must only not loop here.
    measured.set(name, nothing)
    const cost = fragment ? measureSelections(fragment.selectionSet) : nothing
    measured.set(name, cost)
    return cost
  }
  const measureField = (field: FieldNode): OperationCost => {
    if (field.name.value.startsWith('__')) return nothing
    const below = field.selectionSet ? measureSelections(field.selectionSet) : nothing
    return {
      depth: 1 + below.depth,
      aliases: (field.alias ? 1 : 0) + below.aliases,
      cost: 1 + below.cost * pageLength(field, given, fragments),
    }
  }
  const measureSelections = ({ selections }: SelectionSetNode): OperationCost =>
    selections
      .map((selection) => {
        if (selection.kind === Kind.FIELD) return measureField(selection)
        if (selection.kind === Kind.FRAGMENT_SPREAD) return measureFragment(selection.name.value)
        return measureSelections(selection.selectionSet)
      })
      .reduce(add, nothing)

  return measureSelections(operation.selectionSet)
}

const nothing: OperationCost = { depth: 0, aliases: 0, cost: 0 }

function add(left: OperationCost, right: OperationCost): OperationCost {
  return {
    depth: Math.max(left.depth, right.depth),
    aliases: left.aliases + right.aliases,
    cost: left.cost + right.cost,
  }
}

/** Variables that are not given have the values that the operation declares for them. */
function withDefaults(
  { variableDefinitions }: OperationDefinitionNode,
  variables: Record<string, unknown>,
): Record<string, unknown> {
  const defaults = (variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue && 'value' in defaultValue ? [[variable.name.value, defaultValue.value]] : [],
  )
  return { ...Object.fromEntries(defaults), ...variables }
}

function pageLength(field: FieldNode, variables: Record<string, unknown>, fragments: Fragments): number {
  const first = field.arguments?.find((argument) => argument.name.value === 'first')?.value
  if (!first) return selectsItems(field.selectionSet, fragments, new Set()) ? usualPage : 1
  const value =
    first.kind === Kind.VARIABLE ? variables[first.name.value] : 'value' in first ? first.value : null
  const length = value === null || value === undefined ? usualPage : Number(value)
  return Number.isFinite(length) ? Math.min(Math.max(length, 1), largestPage) : largestPage
}

/** Whether `edges` or `nodes` are selected, in fragments too. */
function selectsItems(
  selectionSet: SelectionSetNode | undefined,
  fragments: Fragments,
  seen: Set<string>,
): boolean {
  return (selectionSet?.selections ?? []).some((selection) => {
    if (selection.kind === Kind.FIELD) return itemFields.has(selection.name.value)
    if (selection.kind === Kind.INLINE_FRAGMENT) return selectsItems(selection.selectionSet, fragments, seen)
    const { value: name } = selection.name
    if (seen.has(name)) return false
    seen.add(name)
    return selectsItems(fragments.get(name)?.selectionSet, fragments, seen)
  })
}
