import { expect, test } from 'vitest'
import type { Column } from './dataset.ts'
import { checkExpectations, type Rule } from './expectation.ts'

const columns = new Map<string, Column>(
  (
    [
      ['id', 'STRING'],
      ['place', 'INTEGER'],
      ['delay', 'NUMBER'],
      ['day', 'DATE'],
      ['at', 'TIMESTAMP'],
      ['due', 'TIMESTAMP'],
    ] as const
  ).map(([name, type]) => [name, { name, type, nullable: true, description: '', unit: null }]),
)

function check(rule: Rule): void {
  const expectation = {
    name: 'e',
    description: '',
    level: 'TABLE',
    blocking: false,
    maxShare: 0,
    rule,
  } as const
  checkExpectations([expectation], columns)
}

test('a rule about columns of fitting types is accepted', () => {
  for (const rule of [
    { kind: 'notNull', column: 'id' },
    { kind: 'isNull', column: 'at' },
    { kind: 'range', column: 'delay', min: null, max: 3 },
    { kind: 'outside', column: 'place', ranges: [{ min: 1, max: 1 }] },
    { kind: 'allowedValues', column: 'id', values: ['a'] },
    { kind: 'matches', column: 'id', pattern: 'S.*' },
    { kind: 'difference', column: 'at', minus: 'due', min: 0, max: null },
    { kind: 'difference', column: 'delay', minus: 'place', min: 0, max: null },
    { kind: 'unique', columns: ['id', 'day'], keep: 'NONE' },
    { kind: 'ordered', within: ['id'], by: 'place', column: 'at', strictly: true, breaks: 'GROUP' },
    { kind: 'nullShare', column: 'day', max: 0.5 },
    { kind: 'rowCount', min: 1, max: null },
    { kind: 'quarantinedShare', max: 1 },
  ] as Rule[]) {
    check(rule)
  }
})

test('a rule that cannot be checked is refused at its field', () => {
  for (const [rule, field] of [
    [{ kind: 'isNull', column: 'none' }, 'isNull.column'],
    [{ kind: 'outside', column: 'at', ranges: [{ min: 1, max: 2 }] }, 'outside.column'],
    [{ kind: 'outside', column: 'delay', ranges: [] }, 'outside.ranges'],
    [{ kind: 'outside', column: 'delay', ranges: [{ min: 2, max: 1 }] }, 'outside.ranges[0].min'],
    [{ kind: 'matches', column: 'delay', pattern: '' }, 'matches.column'],
    [{ kind: 'difference', column: 'at', minus: 'day', min: 0, max: null }, 'difference.minus'],
    [{ kind: 'ordered', within: [], by: 'id', column: 'at', strictly: false, breaks: 'ROW' }, 'ordered.by'],
    [{ kind: 'rowCount', min: null, max: null }, 'rowCount'],
    [{ kind: 'quarantinedShare', max: -1 }, 'quarantinedShare.max'],
  ] as [Rule, string][]) {
    expect(() => check(rule)).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT', field: `expectations[0].rule.${field}` }),
    )
  }
})
