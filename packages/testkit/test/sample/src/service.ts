import type { SettingsOf } from '@headway/kit/config'
import { defineService, type ServiceContext } from '@headway/kit/service'

type Database = { sample: { id: number } }
type Context = ServiceContext<Database, SettingsOf<Record<string, never>>>

export const service = defineService({
  name: 'sample',
  port: 4999,
  settings: {},
  schema: new URL('../schema.graphql', import.meta.url),
  migrations: new URL('./store/migrations/', import.meta.url),
  resolvers: {
    Query: {
      samples: async (_: unknown, __: unknown, { db }: Context) =>
        (await db.selectFrom('sample').select('id').orderBy('id').execute()).map((row) => row.id),
    },
    Mutation: {
      addSample: async (_: unknown, { id }: { id: number }, { db }: Context) => {
        await db.insertInto('sample').values({ id }).execute()
        return id
      },
    },
  },
  handlers: [],
  open: async () => ({}),
  context: (base: Context) => base,
})
