import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openArtifactStore } from '@headway/artifacts/store'
import type { Bus } from '@headway/kit/bus'
import { type ProcessSettingsOf, processEnvironment } from '@headway/kit/config'
import type { Logger } from '@headway/kit/log'
import { captureEnvironment } from './environment.ts'
import { openReports } from './reports.ts'
import { Slot } from './slot.ts'
import { Worker } from './worker.ts'
import type { workerSettings } from './worker-settings.ts'

/**
 * Loads the steps, warms a process for every slot and takes tasks from then on. Disposing stops taking them, lets
 * those in hand end within the grace period and hands the others back.
 */
export async function startWorker({
  settings,
  log,
  bus,
}: {
  settings: ProcessSettingsOf<typeof workerSettings>
  log: Logger
  bus: Bus
}): Promise<AsyncDisposable> {
  await using opened = new AsyncDisposableStack()
  const startedAt = new Date()
  const artifacts = opened.use(await openArtifactStore(settings.HEADWAY_ARTIFACTS))
  const environment = await captureEnvironment(fileURLToPath(new URL('..', import.meta.url)))
  const { digest } = await artifacts.put(Buffer.from(JSON.stringify(environment)))
  const workFolder = resolve(settings.HEADWAY_WORK_DIR)
  await mkdir(workFolder, { recursive: true })
  const folder = await mkdtemp(join(workFolder, 'tasks-'))
  opened.defer(() => rm(folder, { recursive: true, force: true }))
  const slots = Array.from({ length: settings.HEADWAY_WORKER_CONCURRENCY }, () =>
    opened.use(
      new Slot({
        artifacts: resolve(settings.HEADWAY_ARTIFACTS),
        modules: settings.HEADWAY_WORKER_STEPS.map((path) => resolve(path)),
        commandFolder: settings.HEADWAY_WORKER_COMMAND_FOLDER ?? null,
        recycleAboveBytes: settings.HEADWAY_WORKER_RECYCLE_MB * 1024 * 1024,
        environment: stepEnvironment(),
      }),
    ),
  )
  const [steps = []] = await Promise.all(slots.map((slot) => slot.warm()))
  const name = settings.HEADWAY_WORKER_NAME ?? `${hostname()}-${process.pid}`
  const queues = settings.HEADWAY_WORKER_QUEUES
  const reports = openReports({
    bus,
    artifacts,
    log,
    worker: { name, queues, steps, environmentDigest: digest, startedAt },
  })
  opened.use(
    new Worker({
      bus,
      log,
      reports,
      slots,
      folder,
      queues,
      ackWaitMs: settings.HEADWAY_WORKER_ACK_WAIT_SECONDS * 1000,
      graceMs: settings.HEADWAY_WORKER_GRACE_SECONDS * 1000,
    }),
  )
  log.info({ worker: name, steps }, 'the worker takes tasks')
  const kept = opened.move()
  return { [Symbol.asyncDispose]: () => kept.disposeAsync() }
}

/** Steps see the machine's environment, but none of the worker's settings: some are secret. */
function stepEnvironment(): NodeJS.ProcessEnv {
  const entries = Object.entries(processEnvironment())
  return Object.fromEntries(
    entries.filter(([name]) => !name.startsWith('HEADWAY_') && !name.startsWith('OTEL_')),
  )
}
