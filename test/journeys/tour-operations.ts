import { readFileSync } from 'node:fs'
import { Kind, parse, print } from 'graphql'

export type TourOperation = {
  name: string
  kind: 'query' | 'mutation' | 'subscription'
  text: string
  person: 'operator' | 'approver' | 'admin'
}

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

/** The operations that newcomers are shown, in order: the tour's, then those that the README has of its own. */
export function readTour(): TourOperation[] {
  const blocks = [...read('README.md').matchAll(/```graphql\n(.*?)```/gs)].map(([, text]) => text ?? '')
  return [
    ...operationsIn('tour', read('docs/tour.graphql')),
    ...blocks.flatMap((text) => operationsIn('README', text)),
  ]
}

/** A comment `as the approver` above an operation says who runs it; else it is the operator. */
function operationsIn(source: string, text: string): TourOperation[] {
  return parse(text)
    .definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
    .map((definition) => {
      const before = definition.loc?.startToken.prev
      const person = /as the (operator|approver|admin)/.exec(before?.value ?? '')?.[1] ?? 'operator'
      return {
        name: `${source}: ${definition.name?.value ?? definition.operation}`,
        kind: definition.operation,
        text: print(definition),
        person: person as TourOperation['person'],
      }
    })
}
