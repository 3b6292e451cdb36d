import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generate } from '@graphql-codegen/cli'

/** A generated file: its path and what it should hold. */
export type GeneratedFile = { path: string; content: string }

/**
 * The resolver types of one subgraph, from its `schema.graphql`, for `src/generated/graphql.ts`.
 * Which type a resolver is given as parent, and which as context, is said in its package.json, with paths as the
 * generated file sees them: `"headway": { "mappers": { "Model": "../domain/model.ts#Model" }, "context":
 * "../context.ts#Context" }`. Undefined when there is no schema.
 */
export async function generateGraphqlTypes(folder: string): Promise<GeneratedFile | undefined> {
  const schema = join(folder, 'schema.graphql')
  if (!existsSync(schema)) return undefined
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    headway?: { mappers?: Record<string, string>; context?: string }
  }
  const path = join(folder, 'src', 'generated', 'graphql.ts')
  const files: { filename: string; content: string }[] = await generate(
    {
      schema: await readFile(schema, 'utf8'),
      silent: true,
      errorsOnly: true,
      generates: {
        [path]: {
          plugins: ['typescript', 'typescript-resolvers'],
          config: {
            federation: true,
            importExtension: '.ts',
            useTypeImports: true,
            enumsAsTypes: true,
            contextType: manifest.headway?.context ?? '../context.ts#Context',
            mappers: manifest.headway?.mappers ?? {},
            // A domain type may bear its GraphQL type's name.
            mapperTypeSuffix: 'Mapper',
            defaultScalarType: 'unknown',
            scalars: {
              DateTime: 'Date',
              BigInt: 'number',
              JSON: 'unknown',
              Column: '(number | string | null)[]',
            },
          },
        },
      },
    },
    false,
  )
  const file = files[0]
  if (!file) throw new Error(`no resolver types came out of ${schema}`)
  return { path, content: file.content }
}
