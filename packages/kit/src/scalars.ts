import { GraphQLError, GraphQLScalarType, Kind, type ValueNode, valueFromASTUntyped } from 'graphql'

const dateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  serialize: (value) => toDate(value).toISOString(),
  parseValue: (value) => toDate(value),
  parseLiteral: (node) => toDate(node.kind === Kind.STRING ? node.value : undefined),
})

const bigInt = new GraphQLScalarType<number, number>({
  name: 'BigInt',
  serialize: toInteger,
  parseValue: toInteger,
  parseLiteral: (node) =>
    toInteger(node.kind === Kind.INT || node.kind === Kind.STRING ? node.value : undefined),
})

const json = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (node: ValueNode, variables) => valueFromASTUntyped(node, variables),
})

/** A column of values: a list of numbers, strings and nulls (a typed array is written as a list). */
const column = new GraphQLScalarType<unknown, unknown>({
  name: 'Column',
  serialize: (value) => toColumn(ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value),
  parseValue: toColumn,
  parseLiteral: (node: ValueNode, variables) => toColumn(valueFromASTUntyped(node, variables)),
})

/** The scalars that every subgraph shares, by name. */
export const scalars: Record<string, GraphQLScalarType> = {
  DateTime: dateTime,
  BigInt: bigInt,
  JSON: json,
  Column: column,
}

function toDate(value: unknown): Date {
  const date = value instanceof Date ? value : new Date(typeof value === 'string' ? value : Number.NaN)
  if (Number.isNaN(date.getTime())) throw invalid('DateTime', value, 'an ISO 8601 instant')
  return date
}

function toInteger(value: unknown): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  const plain = typeof number === 'bigint' ? Number(number) : number
  if (typeof plain !== 'number' || !Number.isSafeInteger(plain))
    throw invalid('BigInt', value, 'an integer below 2^53')
  return plain
}

function toColumn(value: unknown): unknown {
  if (!Array.isArray(value)) throw invalid('Column', value, 'a list')
  return value
}

function invalid(name: string, value: unknown, expected: string): GraphQLError {
  const shown =
    JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? String(inner) : inner)) ?? 'nothing'
  return new GraphQLError(`${name} is ${shown.slice(0, 100)}, expected ${expected}`, {
    extensions: { code: 'INVALID_ARGUMENT', field: name, value, expected },
  })
}
