import { pathList } from '@headway/kit/config'
import { z } from 'zod'

/** What a worker reads beside what every process does. */
export const workerSettings = {
  HEADWAY_ARTIFACTS: z.string().min(1).describe('expected the folder of the artifact store'),
  /** Modules whose exports made by defineStep this worker can run. */
  HEADWAY_WORKER_STEPS: pathList().default([]),
  /** Names of the queues it takes tasks from, separated as in PATH. */
  HEADWAY_WORKER_QUEUES: pathList().default(['default']),
  /** Tasks at once, each in a process of its own. */
  HEADWAY_WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(1),
  /** Scratch space. */
  HEADWAY_WORK_DIR: z.string().min(1).default('.headway/work'),
  /** The folder commands run in; without it command steps are refused. */
  HEADWAY_WORKER_COMMAND_FOLDER: z.string().min(1).optional(),
  /** A task that nobody gives a sign of life for this long goes to another worker. */
  HEADWAY_WORKER_ACK_WAIT_SECONDS: z.coerce.number().min(1).max(600).default(15),
  /** How long a task may go on after the worker was told to stop; then it is handed back. */
  HEADWAY_WORKER_GRACE_SECONDS: z.coerce.number().min(0).max(3600).default(20),
  /** A step process that holds more than this after a task is replaced by a new one. */
  HEADWAY_WORKER_RECYCLE_MB: z.coerce.number().int().min(64).default(600),
  /** `<host>-<pid>` when not set. */
  HEADWAY_WORKER_NAME: z.string().min(1).optional(),
}
