import { enqueue } from '@headway/kit/outbox'
import { type Task, taskSubject } from '@headway/worker/task-protocol'
import type { Context } from '../context.ts'
import { saveTask } from '../store/tasks.ts'
import { lockDueRetries, lockSilentTasks } from '../store/tasks-in-hand.ts'

/** Puts failed tasks whose wait is over back into their queues, as the next attempt. */
export async function retryDueTasks({ db, now }: Context): Promise<number> {
  return await db.transaction().execute(async (tx) => {
    const due = await lockDueRetries(tx, now())
    for (const task of due) {
      const attempt = task.attempt + 1
      const message: Task = { ...(task.message as Task), attempt }
      await saveTask(tx, { ...task, state: 'QUEUED', attempt, progress: null, startedAt: null })
      await enqueue(tx, taskSubject(task.queue), message, { id: `${task.id}:${attempt}` })
    }
    return due.length
  })
}

/** Queues tasks again that the work queue has lost: called when it holds none, though tasks wait. */
export async function requeueLostTasks({ db, now }: Context, silentForMs: number): Promise<number> {
  return await db.transaction().execute(async (tx) => {
    const before = new Date(now().getTime() - silentForMs)
    const lost = await lockSilentTasks(tx, before)
    for (const task of lost) {
      const message: Task = { ...(task.message as Task), attempt: task.attempt }
      const id = `${task.id}:${task.attempt}:${Math.floor(now().getTime() / silentForMs)}`
      await enqueue(tx, taskSubject(task.queue), message, { id })
    }
    return lost.length
  })
}
