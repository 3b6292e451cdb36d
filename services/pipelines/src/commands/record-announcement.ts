import type { Announcement } from '@headway/worker/task-protocol'
import type { Context } from '../context.ts'
import { saveAnnouncement } from '../store/worker-steps.ts'

/** Notes which steps a worker has, and the version of their code. */
export async function recordAnnouncement({ db }: Context, announcement: Announcement): Promise<void> {
  await db.transaction().execute((tx) =>
    saveAnnouncement(tx, {
      worker: announcement.worker,
      startedAt: new Date(announcement.startedAt),
      at: new Date(announcement.at),
      queues: announcement.queues,
      environmentDigest: announcement.environmentDigest,
      steps: announcement.steps,
    }),
  )
}
