import { setTimeout as sleep } from 'node:timers/promises'
import type { Bus } from '@headway/kit/bus'
import { workStream } from '@headway/worker/task-protocol'
import { advanceStaleRuns, tellStaleProgress } from '../commands/advance-runs.ts'
import { fireDueTriggers, fireHeldTriggers } from '../commands/fire-triggers.ts'
import { requeueLostTasks, retryDueTasks } from '../commands/retry-tasks.ts'
import type { Context } from '../context.ts'

const tickMs = 500
const advanceAfterMs = 3000
/** Heartbeats come every few seconds: a task this silent is in nobody's hands. */
const silentForMs = 60_000

/** Does what no message asks for: retries, clocks, waits that ran out, and whatever a crash left undone. */
export async function watchClock({
  bus,
  context,
  signal,
}: {
  bus: Bus
  context: () => Context
  signal: AbortSignal
}): Promise<void> {
  let lookedForLostAt = Date.now()
  while (!signal.aborted) {
    await retryDueTasks(context())
    await tellStaleProgress(context())
    await fireDueTriggers(context())
    await fireHeldTriggers(context())
    await advanceStaleRuns(context(), advanceAfterMs)
    if (Date.now() - lookedForLostAt > silentForMs) {
      lookedForLostAt = Date.now()
      await requeueLost(bus, context())
    }
    await sleep(tickMs, undefined, { signal }).catch(() => undefined)
  }
}

/** Queues again what was lost with the storage of the work queue, as soon as the queue can be reached. */
async function requeueLost(bus: Bus, context: Context): Promise<void> {
  if (bus.state() !== 'connected') return
  const manager = await (await bus.connection()).jetstreamManager()
  const { state } = await manager.streams.info(workStream)
  await requeueLostTasks(context, silentForMs, state.messages === 0 ? null : new Date(state.first_ts))
}
