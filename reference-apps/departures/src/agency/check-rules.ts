import { type Finding, findingsByRule } from '../realtime/finding.ts'
import type { CheckSection } from './check-section.ts'

/** What the rules of the GTFS-Realtime validator find, one line a rule with an example. */
export function checkRules(findings: readonly Finding[]): CheckSection {
  const errors = findings.filter(({ severity }) => severity === 'error').length
  return {
    title: `GTFS-Realtime rules: ${errors} errors, ${findings.length - errors} warnings`,
    facts: findingsByRule(findings).map(
      ({ rule, findings: found }) => `${rule} ×${found.length}: ${found[0]?.message}`,
    ),
    joins: [],
  }
}
