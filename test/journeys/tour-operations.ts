import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Kind, parse, print } from 'graphql'

const tour = fileURLToPath(new URL('../../docs/tour.graphql', import.meta.url))

export type TourOperation = {
  name: string
  kind: 'query' | 'mutation' | 'subscription'
  text: string
  person: 'operator' | 'approver' | 'admin'
}

/** The operations that the README takes its reader through, in order; a comment above one may say who runs it. */
export function readTour(): TourOperation[] {
  if (!existsSync(tour)) return []
  const { definitions } = parse(readFileSync(tour, 'utf8'))
  return definitions
    .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
    .map((definition) => {
      const before = definition.loc?.startToken.prev
      const person = /as the (operator|approver|admin)/.exec(before?.value ?? '')?.[1] ?? 'operator'
      return {
        name: definition.name?.value ?? definition.operation,
        kind: definition.operation,
        text: print(definition),
        person: person as TourOperation['person'],
      }
    })
}
