import { writeFile } from 'node:fs/promises'
import { protocolSchema } from './protocol-schema.ts'

// Writes docs/task-protocol.schema.json from the shapes that service and workers check messages with.
await writeFile(new URL('../../../docs/task-protocol.schema.json', import.meta.url), protocolSchema())
