import { until } from '@headway/testkit/until'
import { meters } from '../meters/meter-names.ts'
import { compareEvents, type EventTally } from './compare-events.ts'
import { countWaiting, listDeadLetters, listEmittedEvents } from './emitted-events.ts'
import type { Rig } from './scenario.ts'

/** A replica of serving writes its log this often; what a killed one had not written is lost. */
const logEveryMs = 5000
const settledWithinMs = 120_000

export type Totals = {
  events: EventTally
  runs: { started: number; succeeded: number }
  tasks: { done: number; begunAgain: number; withEffectTwice: number }
  predictions: { answered: number; unanswered: number; logged: number; mayBeLost: number }
  deadLetters: string[]
  failures: string[]
}

/** Counts, after the last scenario and with the loads stopped, what may never be lost or doubled. */
export async function countEverything(rig: Rig): Promise<Totals> {
  const { target, fleet } = rig
  const ended = await Promise.all(fleet.runs.map((run) => run.ended()))
  const times = { timeoutMs: settledWithinMs, intervalMs: 250 }
  const predictions = await countPredictions(rig)
  await until(async () => (await countWaiting(target)) === 0, { ...times, what: 'the outboxes are empty' })
  const emitted = await listEmittedEvents(target)
  const isAllRead = () => compareEvents(emitted, rig.events.list()).lost.length === 0
  await until(isAllRead, times).catch(() => undefined)
  const events = compareEvents(emitted, rig.events.list())
  const [tasks] = await target.query(`
    select (select count(*) from pipelines.task where state = 'SUCCEEDED' and not cached)::int as done,
      (select count(*) from (
        select task_id from pipelines.task_attempt where error_code is null group by task_id having count(*) > 1
      ) twice)::int as twice`)
  const begun = await Promise.all(fleet.runs.map((run) => run.begun()))
  const totals: Omit<Totals, 'failures'> = {
    events,
    runs: {
      started: ended.length,
      succeeded: ended.filter(({ state }) => state === 'SUCCEEDED').length,
    },
    tasks: {
      done: Number(tasks?.done),
      begunAgain: begun.reduce((sum, count) => sum + count - meters.length, 0),
      withEffectTwice: Number(tasks?.twice),
    },
    predictions,
    deadLetters: await listDeadLetters(target),
  }
  return { ...totals, failures: [...judge(totals), ...(await checkRuns(rig)), ...(await checkAudit(rig))] }
}

async function countPredictions({ fleet, events, servingKills }: Rig): Promise<Totals['predictions']> {
  const { answeredAt } = fleet
  // A kill comes some time before it is noted, and a busy machine writes late.
  const isAtRisk = (moment: number) =>
    servingKills.some((killedAt) => moment <= killedAt && moment > killedAt - 2 * logEveryMs)
  const mayBeLost = answeredAt.filter(isAtRisk).length
  const countLogged = () =>
    events
      .list()
      .filter(({ type, data }) => type === 'serving.prediction.logged' && data.endpoint === 'meters')
      .reduce((sum, { data }) => sum + Number(data.rowCount), 0)
  const isLogged = () => countLogged() >= (answeredAt.length - mayBeLost) * meters.length
  await until(isLogged, { timeoutMs: 60_000, intervalMs: 250 }).catch(() => undefined)
  return {
    answered: answeredAt.length,
    unanswered: fleet.unanswered(),
    logged: countLogged() / meters.length,
    mayBeLost,
  }
}

function judge({ events, runs, tasks, predictions, deadLetters }: Omit<Totals, 'failures'>): string[] {
  const some = (what: string, list: readonly string[]) =>
    list.length === 0 ? [] : [`${list.length} ${what}: ${list.slice(0, 5).join(', ')}`]
  const missing = predictions.answered - predictions.logged
  return [
    ...some('events lost', events.lost),
    ...some('events doubled', events.doubled),
    ...some('events out of order', events.disordered),
    ...some('dead letters', deadLetters),
    ...(runs.succeeded === runs.started ? [] : [`${runs.started - runs.succeeded} runs did not succeed`]),
    ...(tasks.withEffectTwice === 0 ? [] : [`${tasks.withEffectTwice} tasks counted twice`]),
    ...(missing <= predictions.mayBeLost
      ? []
      : [`${missing} answers are not in the log, ${predictions.mayBeLost} may be`]),
    ...(-missing <= predictions.unanswered
      ? []
      : [`${-missing} more predictions are in the log than were asked for`]),
  ]
}

/** What the events of a run say is said once; and every answer was by the model that the version's run trained. */
async function checkRuns({ fleet, events }: Rig): Promise<string[]> {
  const failures: string[] = []
  const told = events.list()
  for (const run of fleet.runs) {
    const { modelVersions, steps } = await run.ended()
    const name = `run ${run.factor}`
    for (const [type, times] of perRun) {
      const found = told.filter((event) => event.type === type && event.data.run === run.id).length
      if (found !== times) failures.push(`${name}: ${type} is told ${found} times instead of ${times}`)
    }
    const versions = modelVersions?.edges.map(({ node }) => node.id) ?? []
    if (versions.length !== 1) failures.push(`${name}: made ${versions.length} versions`)
    const factors = versions.flatMap((id) => [...(fleet.answers.get(id) ?? [])])
    if (factors.some((factor) => factor !== run.factor)) {
      failures.push(`${name}: ${versions.join()} answered by the models of run ${factors.join(', ')}`)
    }
    const train = steps.find((step) => step.name === 'train')
    if (train?.tasks.done !== meters.length) failures.push(`${name}: ${train?.tasks.done} chunks are done`)
  }
  return failures
}

const perRun: readonly [string, number][] = [
  ['pipelines.run.started', 1],
  ['pipelines.gate.decided', 1],
  ['pipelines.version.proposed', 1],
  ['registry.model_version.created', 1],
  ['registry.model_version.approved', 1],
  ['pipelines.promotion.requested', 1],
  // The challenger, then the champion.
  ['registry.alias.moved', 2],
  ['pipelines.run.succeeded', 1],
]

async function checkAudit({ fleet }: Rig): Promise<string[]> {
  const { verifyAuditLog } = await fleet.operator.request<{
    verifyAuditLog: { valid: boolean; problem: string | null }
  }>('{ verifyAuditLog(model: "meters") { valid problem } }')
  return verifyAuditLog.valid ? [] : [`the audit log is broken: ${verifyAuditLog.problem}`]
}
