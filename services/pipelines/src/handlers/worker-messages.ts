import type { Bus } from '@headway/kit/bus'
import type { ReceivedMessage } from '@headway/kit/bus-consume'
import type { Logger } from '@headway/kit/log'
import {
  announcedSubject,
  announcementShape,
  finishedSubject,
  heartbeatShape,
  heartbeatSubject,
  resultShape,
  resultStream,
} from '@headway/worker/task-protocol'
import type { z } from 'zod'
import { recordAnnouncement } from '../commands/record-announcement.ts'
import { recordHeartbeat } from '../commands/record-heartbeat.ts'
import { recordResult } from '../commands/record-result.ts'
import type { Context } from '../context.ts'

/** Listens to what workers tell, until the signal aborts. */
export async function hearWorkers({
  bus,
  context,
  log,
  signal,
}: {
  bus: Bus
  context: () => Context
  log: Logger
  signal: AbortSignal
}): Promise<void> {
  const hear = <Shape extends z.ZodType>(
    subject: string,
    shape: Shape,
    concurrency: number,
    handle: (context: Context, message: z.output<Shape>) => Promise<void>,
  ) =>
    bus.consume(
      {
        stream: resultStream,
        durable: `pipelines_on_${subject.replaceAll('.', '_')}`,
        filterSubject: subject,
        concurrency,
        maxAckPending: 100,
      },
      async (message) => {
        const parsed = shape.safeParse(readJson(message))
        if (parsed.success) return handle(context(), parsed.data)
        log.error({ err: parsed.error, subject }, 'a worker sent what is not in the protocol')
        message.terminate()
      },
    )
  await using stack = new AsyncDisposableStack()
  stack.use(hear(announcedSubject, announcementShape, 1, recordAnnouncement))
  stack.use(hear(heartbeatSubject, heartbeatShape, 2, recordHeartbeat))
  stack.use(hear(finishedSubject, resultShape, 4, recordResult))
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

function readJson(message: ReceivedMessage): unknown {
  try {
    return message.json()
  } catch {
    return undefined
  }
}
