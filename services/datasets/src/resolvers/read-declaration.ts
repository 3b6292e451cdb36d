import { DomainError } from '@headway/kit/errors'
import type { Declaration } from '../domain/dataset.ts'
import { type Expectation, isTableRule, type Rule } from '../domain/expectation.ts'
import type { ExpectationInput, ExpectationRuleInput, RegisterDatasetInput } from '../generated/graphql.ts'

/** The declaration of a GraphQL input. INVALID_ARGUMENT unless every expectation has exactly one rule. */
export function readDeclaration(input: RegisterDatasetInput): Declaration {
  return {
    name: input.name,
    description: input.description ?? '',
    owner: input.owner ?? '',
    partitionedBy: input.partitionedBy ?? [],
    timeColumn: input.timeColumn ?? null,
    dayColumn: input.dayColumn ?? null,
    missingValues: input.missingValues ?? [''],
    columns: input.columns.map(({ name, type, nullable = true, description = '', unit = null }) => ({
      name,
      type,
      nullable,
      description,
      unit,
    })),
    expectations: (input.expectations ?? []).map(readExpectation),
  }
}

function readExpectation(input: ExpectationInput, index: number): Expectation {
  const rule = readRule(input.rule, index)
  return {
    name: input.name,
    description: input.description ?? '',
    level: input.level ?? (isTableRule(rule) ? 'TABLE' : 'ROW'),
    blocking: input.blocking ?? false,
    maxShare: input.maxShare ?? 0,
    rule,
  }
}

function readRule(input: ExpectationRuleInput, index: number): Rule {
  const given = Object.entries(input).filter(([, value]) => value != null)
  const [only, ...others] = given
  if (only === undefined || others.length > 0) {
    throw new DomainError('INVALID_ARGUMENT', `expectations[${index}].rule must have exactly one rule`, {
      field: `expectations[${index}].rule`,
      value: given.map(([kind]) => kind).join(', '),
      expected: 'exactly one rule',
    })
  }
  const [kind, rule] = only
  const bounded = kind === 'range' || kind === 'difference' || kind === 'rowCount'
  return { kind, ...(bounded ? { min: null, max: null } : {}), ...rule } as Rule
}
