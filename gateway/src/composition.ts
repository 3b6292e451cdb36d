import { composeServices } from '@apollo/composition'
import { parse } from 'graphql'
import { relaxFields } from './relax-fields.ts'

/** A subgraph as it is composed: where it usually listens, and its schema in SDL. */
export type Subgraph = { name: string; url: string; sdl: string }

/**
 * Composes subgraphs into one supergraph, in which whatever hangs on one subgraph may be missing while it is down.
 * Throws with every reason when they do not fit together.
 */
export function composeSupergraph(subgraphs: Subgraph[]): string {
  const urls = new Map(subgraphs.map(({ name, url }) => [name, url]))
  const parsed = relaxFields(subgraphs.map(({ name, sdl }) => ({ name, document: parse(sdl) })))
  const result = composeServices(
    parsed.map(({ name, document }) => ({ name, url: urls.get(name) ?? '', typeDefs: document })),
  )
  if (result.errors) {
    throw new Error(
      `The subgraphs do not compose:\n${result.errors.map((error) => error.message).join('\n')}`,
    )
  }
  return `${result.supergraphSdl.trimEnd()}\n`
}
