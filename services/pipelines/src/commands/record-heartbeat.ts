import { enqueue } from '@headway/kit/outbox'
import { type Cancellation, cancelledSubject, type Heartbeat } from '@headway/worker/task-protocol'
import type { Context } from '../context.ts'
import { findTask } from '../store/tasks.ts'
import { saveHeartbeat } from '../store/tasks-in-hand.ts'

/** Notes that a worker is busy with a task; where nobody waits for the task any more, the worker is told to stop. */
export async function recordHeartbeat({ db, now }: Context, beat: Heartbeat): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const at = now()
    const isWaitedFor = await saveHeartbeat(
      tx,
      {
        taskId: beat.task,
        attempt: beat.attempt,
        worker: beat.worker,
        startedAt: new Date(beat.startedAt),
        progress: beat.progress,
        logTail: beat.logTail,
      },
      at,
    )
    if (isWaitedFor) return
    const task = await findTask(tx, beat.task)
    if (task?.state !== 'CANCELLED') return
    const cancellation: Cancellation = { run: beat.run, tasks: [beat.task], reason: 'the task was cancelled' }
    await enqueue(tx, cancelledSubject, cancellation, { id: `${beat.task}:cancelled:${beat.at}` })
  })
}
