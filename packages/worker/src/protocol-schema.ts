import { z } from 'zod'
import {
  announcementShape,
  cancellationShape,
  heartbeatShape,
  resultShape,
  taskShape,
} from './task-protocol.ts'

/** The task protocol as one JSON Schema document: what docs/task-protocol.schema.json holds. */
export function protocolSchema(): string {
  const messages = {
    Task: taskShape,
    Result: resultShape,
    Heartbeat: heartbeatShape,
    Announcement: announcementShape,
    Cancellation: cancellationShape,
  }
  const definitions = Object.fromEntries(
    Object.entries(messages).map(([name, shape]) => {
      const { $schema: _, ...schema } = z.toJSONSchema(shape)
      return [name, schema]
    }),
  )
  const document = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Headway task protocol',
    description:
      'Messages between the pipelines service and workers: tasks on work.task.<queue>, results on work.result.finished, heartbeats on work.result.heartbeat, announcements on work.result.announced, cancellations on work.control.cancelled. A command step is given a Task with `files` beside it; see docs/pipelines.md.',
    $defs: definitions,
  }
  return `${JSON.stringify(document, null, 2)}\n`
}
