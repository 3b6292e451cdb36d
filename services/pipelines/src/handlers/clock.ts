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
      if (await holdsNoTasks(bus)) await requeueLostTasks(context(), silentForMs)
    }
    await sleep(tickMs, undefined, { signal }).catch(() => undefined)
  }
}

/** Whether the work queue is reachable and empty: then a task that waits was lost with the queue's storage. */
async function holdsNoTasks(bus: Bus): Promise<boolean> {
  if (bus.state() !== 'connected') return false
  const manager = await (await bus.connection()).jetstreamManager()
  return (await manager.streams.info(workStream)).state.messages === 0
}
