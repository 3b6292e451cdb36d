import { existsSync } from 'node:fs'
import { type SettingsOf, secret } from '@headway/kit/config'
import { on } from '@headway/kit/consumer'
import { DomainError } from '@headway/kit/errors'
import { emit } from '@headway/kit/outbox'
import { mapPage, type PageArguments, page } from '@headway/kit/pagination'
import { defineService, type ServiceContext } from '@headway/kit/service'
import type { Generated } from 'kysely'
import { z } from 'zod'
import { noteRequested, noteWritten } from './events.ts'

const settings = {
  // While this file exists, notes with the text "flaky" cannot be written.
  NOTES_OBSTACLE: z.string().default('/nonexistent'),
  NOTES_SECRET: secret(z.string().min(4)).optional(),
}
type Settings = SettingsOf<typeof settings>

type Row = {
  id: string
  position: Generated<number>
  text: string
  written_by: string
  written_at: Generated<Date>
}
type Database = { note: Row }
type Adapters = { greeting: string }
type Context = ServiceContext<Database, Settings> & Adapters

type Note = { id: string; text: string; writtenBy: string; writtenAt: Date; secret: string }

async function writeNote({ db, actor, newId, settings }: Context, text: string): Promise<Note> {
  return db.transaction().execute(async (tx) => {
    const values = { id: newId(), text, written_by: actor.id }
    const row = await tx.insertInto('note').values(values).returningAll().executeTakeFirstOrThrow()
    await emit(tx, noteWritten, { id: row.id, text, position: row.position }, { aggregate: row.id })
    if (text === 'refuse')
      throw new DomainError('FAILED_PRECONDITION', 'this note is refused', { field: 'text', value: text })
    if (text === 'flaky' && existsSync(settings.NOTES_OBSTACLE)) throw new Error('an obstacle')
    return fromRow(row)
  })
}

const onNoteRequested = on(
  noteRequested,
  async (context: Context, event) => {
    if (event.data.text !== 'caught') {
      await writeNote(context, event.data.text)
      return
    }
    await writeNote(context, 'refuse').catch(() => undefined)
    await writeNote(context, 'instead')
  },
  { mostDeliveries: 3 },
)

function fromRow(row: { id: string; text: string; written_by: string; written_at: Date }): Note {
  return {
    id: row.id,
    text: row.text,
    writtenBy: row.written_by,
    writtenAt: row.written_at,
    secret: 'known to admins',
  }
}

export const service = defineService({
  name: 'notes',
  port: 4090,
  settings,
  schema: new URL('../schema.graphql', import.meta.url),
  migrations: new URL('./store/migrations/', import.meta.url),
  resolvers: {
    Query: {
      note: async (_: unknown, { id }: { id: string }, { db }: Context) => {
        const row = await db.selectFrom('note').selectAll().where('id', '=', id).executeTakeFirst()
        return row ? fromRow(row) : null
      },
      notes: async (_: unknown, args: PageArguments, { db }: Context) =>
        mapPage(
          await page(db.selectFrom('note').selectAll(), args, {
            by: ['written_at', 'id'],
            direction: 'desc',
          }),
          fromRow,
        ),
      echo: (_: unknown, args: { time?: Date }) => ({ ...args, isDate: args.time instanceof Date }),
      broken: () => {
        throw new Error('the password is hunter2')
      },
    },
    Mutation: {
      writeNote: (_: unknown, { text }: { text: string }, context: Context) => writeNote(context, text),
    },
  },
  handlers: [onNoteRequested],
  open: async (): Promise<Adapters> => ({ greeting: 'hello' }),
  context: (base: ServiceContext<Database, Settings>, adapters: Adapters): Context => ({
    ...base,
    ...adapters,
  }),
  routes: (app, { authenticate, context }) => {
    app.post('/notes', async (request) => {
      const actor = await authenticate(request, 'operator')
      return writeNote(context(actor), (request.body as { text: string }).text)
    })
  },
})
