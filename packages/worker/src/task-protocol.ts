import { z } from 'zod'

/** The stream of waiting tasks; work-queue retention: each message is done once. */
export const workStream = 'WORK'
/** The stream of what workers tell. */
export const resultStream = 'WORK_RESULT'
/** The stream of what workers are told beside tasks. */
export const controlStream = 'WORK_CONTROL'

export const finishedSubject = 'work.result.finished'
export const heartbeatSubject = 'work.result.heartbeat'
export const announcedSubject = 'work.result.announced'
export const cancelledSubject = 'work.control.cancelled'

/** The subject a queue's tasks travel on. */
export function taskSubject(queue: string): string {
  return `work.task.${queue}`
}

const mebibyte = 1024 * 1024

/** The streams of the work queue, ensured by whoever starts first. */
export const workStreams: {
  name: string
  subjects: string[]
  retention: 'workqueue' | 'limits'
  maxAgeSeconds: number
  maxBytes: number
}[] = [
  {
    name: workStream,
    subjects: ['work.task.>'],
    retention: 'workqueue',
    maxAgeSeconds: 14 * 86_400,
    maxBytes: 1024 * mebibyte,
  },
  {
    name: resultStream,
    subjects: ['work.result.>'],
    retention: 'limits',
    maxAgeSeconds: 7 * 86_400,
    maxBytes: 512 * mebibyte,
  },
  {
    name: controlStream,
    subjects: ['work.control.>'],
    retention: 'limits',
    maxAgeSeconds: 3600,
    maxBytes: 16 * mebibyte,
  },
]

const digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe('SHA-256 of the bytes, 64 hexadecimal characters; fetch from the artifact store')
const instant = z.iso.datetime().describe('UTC, ISO 8601')

export const taskErrorShape = z.object({
  code: z.string().describe('a DomainError code, or CRASHED, TIMED_OUT, CANCELLED'),
  message: z.string(),
  retryable: z.boolean().describe('false when running the same task again must fail again'),
})

export const championShape = z.object({
  version: z.string().describe('`<model>/<number>`'),
  manifest: digest.describe('the full manifest of that version'),
})

export const taskShape = z.object({
  protocol: z.literal('headway.task/1'),
  id: z.uuid().describe('the task; stays the same over its attempts'),
  attempt: z.number().int().positive().describe('counts from 1; a result is known by task and attempt'),
  run: z.object({
    id: z.uuid(),
    pipeline: z.string(),
    pipelineVersion: z.number().int().positive(),
    model: z.string().nullable(),
    requestedBy: z.string().describe('the person who started the run or owns its trigger'),
    champion: championShape.nullable().describe('what was live when the run started'),
  }),
  step: z.string(),
  chunk: z.number().int().nonnegative().describe('position of the chunk in a forEach step, else 0'),
  code: z.object({
    uses: z.string().describe('step of the worker, or `command`'),
    command: z.array(z.string()).min(1).optional().describe('program and arguments of a command step'),
    version: z.string().describe('digest of the code the service expects; the result says what ran'),
  }),
  parameters: z.record(z.string(), z.unknown()),
  inputs: z.record(z.string(), z.array(digest)).describe('artifacts by input name, in order'),
  items: z
    .union([z.object({ list: z.array(z.unknown()) }), z.object({ digest })])
    .nullable()
    .describe('the chunk of a forEach step; by digest when it is large'),
  timeoutSeconds: z.number().positive().describe('counted from the moment the worker starts the task'),
})

export const outputsShape = z.record(z.string(), z.object({ digest, size: z.number().int().nonnegative() }))

export const resultShape = z.object({
  protocol: z.literal('headway.result/1'),
  task: z.uuid(),
  attempt: z.number().int().positive(),
  run: z.uuid(),
  worker: z.string(),
  state: z.enum(['succeeded', 'failed']),
  outputs: outputsShape,
  values: z.record(z.string(), z.unknown()).describe('small JSON results, 64 KiB in all'),
  metrics: z.record(z.string(), z.number()),
  logDigest: digest.nullable().describe('the whole log of the attempt, plain text'),
  logTail: z.string().describe('its last 4,000 characters'),
  environmentDigest: digest.nullable().describe('runtime, platform and libraries, as JSON'),
  codeVersion: z.string(),
  startedAt: instant,
  finishedAt: instant,
  cpuSeconds: z.number().nonnegative(),
  peakMemoryBytes: z.number().int().nonnegative().describe('largest resident memory while the task ran'),
  error: taskErrorShape.nullable(),
})

export const heartbeatShape = z.object({
  task: z.uuid(),
  attempt: z.number().int().positive(),
  run: z.uuid(),
  worker: z.string(),
  at: instant,
  startedAt: instant,
  progress: z.object({ done: z.number(), total: z.number() }).nullable(),
  logTail: z.string(),
})

export const announcementShape = z.object({
  worker: z.string(),
  startedAt: instant,
  at: instant,
  queues: z.array(z.string()),
  environmentDigest: digest.nullable(),
  steps: z.array(z.object({ uses: z.string(), codeVersion: z.string() })),
})

export const cancellationShape = z.object({
  run: z.uuid(),
  tasks: z.array(z.uuid()).describe('the tasks to stop; empty means all of the run'),
  reason: z.string(),
})

export type Task = z.infer<typeof taskShape>
export type TaskResult = z.infer<typeof resultShape>
export type TaskError = z.infer<typeof taskErrorShape>
export type TaskOutputs = z.infer<typeof outputsShape>
export type Heartbeat = z.infer<typeof heartbeatShape>
export type Announcement = z.infer<typeof announcementShape>
export type Cancellation = z.infer<typeof cancellationShape>
