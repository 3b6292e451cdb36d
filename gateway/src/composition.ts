import { composeServices } from '@apollo/composition'
import { parse } from 'graphql'

/** A subgraph as it is composed: where it usually listens, and its schema in SDL. */
export type Subgraph = { name: string; url: string; sdl: string }

/** Composes subgraphs into one supergraph; throws with every reason when they do not fit together. */
export function composeSupergraph(subgraphs: Subgraph[]): string {
  const result = composeServices(
    subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })),
    { runSatisfiability: true },
  )
  if (result.errors) {
    throw new Error(
      `The subgraphs do not compose:\n${result.errors.map((error) => error.message).join('\n')}`,
    )
  }
  return `${result.supergraphSdl.trimEnd()}\n`
}
