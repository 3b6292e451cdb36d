import { enqueue } from '@headway/kit/outbox'
import { type Task, taskSubject } from '@headway/worker/task-protocol'
import type { Context } from '../context.ts'
import { saveTask } from '../store/tasks.ts'
import { lockDueRetries, lockSilentTasks, markQueued } from '../store/tasks-in-hand.ts'

/** Puts failed tasks whose wait is over back into their queues, as the next attempt. */
export async function retryDueTasks({ db, now }: Context): Promise<number> {
  return await db.transaction().execute(async (tx) => {
    const due = await lockDueRetries(tx, now())
    await markQueued(
      tx,
      due.map(({ id }) => id),
      now(),
    )
    for (const task of due) {
      const attempt = task.attempt + 1
      const message: Task = { ...(task.message as Task), attempt }
      await saveTask(tx, { ...task, state: 'QUEUED', attempt, progress: null, startedAt: null })
      await enqueue(tx, taskSubject(task.queue), message, { id: `${task.id}:${attempt}` })
    }
    return due.length
  })
}

/**
 * Queues tasks again that the work queue has lost: nobody said anything of them for a while, and the oldest message that
 * the queue holds (null: it holds none) came later than they were put there.
 */
export async function requeueLostTasks(
  { db, now }: Context,
  silentForMs: number,
  oldestMessageAt: Date | null,
): Promise<number> {
  return await db.transaction().execute(async (tx) => {
    const silent = now().getTime() - silentForMs
    // Queueing takes its way through the outbox: what was queued shortly before the oldest message may be that one.
    const queuedBefore = oldestMessageAt === null ? silent : oldestMessageAt.getTime() - silentForMs
    const lost = await lockSilentTasks(tx, new Date(Math.min(silent, queuedBefore)))
    await markQueued(
      tx,
      lost.map(({ id }) => id),
      now(),
    )
    for (const task of lost) {
      const message: Task = { ...(task.message as Task), attempt: task.attempt }
      const id = `${task.id}:${task.attempt}:${Math.floor(now().getTime() / silentForMs)}`
      await enqueue(tx, taskSubject(task.queue), message, { id })
    }
    return lost.length
  })
}
