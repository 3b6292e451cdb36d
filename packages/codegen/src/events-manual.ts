import { join } from 'node:path'
import { allEventsStream, catalog } from '@headway/events/catalog'
import { z } from 'zod'
import type { GeneratedFile } from './graphql-types.ts'

/** The manual of every event on the bus, `docs/events.md`, from the declarations in `packages/events`. */
export function generateEventsManual(root: string): GeneratedFile {
  const lines = [
    '# Events',
    '',
    '<!-- Generated from packages/events by `npm run generate`; edits are lost. -->',
    '',
    'Every event is a CloudEvent 1.0 in binary mode: its attributes are the NATS headers `ce-id`, `ce-type`,',
    '`ce-source`, `ce-specversion`, `ce-time`, `ce-subject` (the aggregate it is about), `ce-authid` and',
    '`ce-authtype` (who acted), with `traceparent`; its data is the message, JSON. `Nats-Msg-Id` equals `ce-id`.',
    'Delivery is at least once: keep the ids you have handled, or make handling twice harmless. Events only gain',
    'fields; a change of meaning is a new subject.',
    '',
    `A publisher's stream bears its name in capitals and takes \`<publisher>.>\`. \`${allEventsStream}\` sources`,
    'them all: read that one from outside, with a durable consumer of your own and the subjects you want. Under',
    'docker compose each reader has one already, of its own name and of all subjects ([compose.md](compose.md)).',
    '',
  ]
  for (const [publisher, events] of Object.entries(catalog)) {
    lines.push(`## ${publisher}`, '', `Stream \`${publisher.toUpperCase()}\`.`, '')
    for (const event of events) {
      lines.push(`### \`${event.type}\``, '', event.description, '')
      lines.push(...describeFields(z.toJSONSchema(event.shape, { io: 'input' }) as JsonSchema))
    }
  }
  return { path: join(root, 'docs', 'events.md'), content: `${lines.join('\n').trimEnd()}\n` }
}

type JsonSchema = {
  type?: string | string[]
  format?: string
  enum?: unknown[]
  const?: unknown
  description?: string
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  additionalProperties?: JsonSchema | boolean
}

function describeFields(schema: JsonSchema): string[] {
  const rows = listFields(schema, '')
  if (rows.length === 0) return ['No fields.', '']
  return ['| field | type | meaning |', '| --- | --- | --- |', ...rows, '']
}

function listFields(schema: JsonSchema, prefix: string): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const isOptional = !(schema.required ?? []).includes(name)
    const type = nameType(field) + (isOptional ? ', may be absent' : '')
    const row = `| \`${prefix}${name}\` | ${type} | ${escapeCell(field.description ?? '')} |`
    const inner = innerObject(field)
    return [row, ...(inner ? listFields(inner.schema, `${prefix}${name}${inner.suffix}.`) : [])]
  })
}

function innerObject(field: JsonSchema): { schema: JsonSchema; suffix: string } | undefined {
  const options = field.anyOf ?? field.oneOf ?? [field]
  for (const option of options) {
    if (option.properties) return { schema: option, suffix: '' }
    if (option.items?.properties) return { schema: option.items, suffix: '[]' }
  }
  return undefined
}

function nameType(schema: JsonSchema): string {
  const options = schema.anyOf ?? schema.oneOf
  if (options) return [...new Set(options.map(nameType))].join(' or ')
  if (schema.enum) return schema.enum.map((value) => `\`${JSON.stringify(value)}\``).join(', ')
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``
  if (schema.type === 'array') return `list of ${schema.items ? nameType(schema.items) : 'anything'}`
  if (schema.type === 'object' && typeof schema.additionalProperties === 'object') {
    return `map of ${nameType(schema.additionalProperties)}`
  }
  if (schema.format === 'date-time') return 'time'
  if (Array.isArray(schema.type)) return schema.type.join(' or ')
  return schema.type ?? 'anything'
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}
