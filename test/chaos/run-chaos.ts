import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '@headway/testkit/until'
import { noteEmittedEvents } from './emitted-events.ts'
import { startEventReader } from './event-reader.ts'
import { countEverything, type Totals } from './final-checks.ts'
import { openFleet, untilAnsweredBy } from './fleet.ts'
import { startLoad } from './load.ts'
import { type Finding, type Rig, reportLoads, type Scenario } from './scenario.ts'
import type { Target } from './target.ts'

export type ChaosReport = { findings: Finding[]; totals: Totals }

const predictEveryMs = 100
const queryEveryMs = 500
const lookEveryMs = 500

/** Something of each of the five services. */
const graphQuery = `{
  model(name: "meters") { name champion { id } }
  datasets(first: 1) { edges { node { name } } }
  pipeline(name: "meters") { name }
  endpoint(name: "meters") { name }
  monitor(endpoint: "meters") { predictionCount }
}`

/**
 * Does one scenario after the other to a fleet that is live and under load, and counts at the end what was lost or
 * doubled over all of them. What a scenario throws is its failure; the next ones follow all the same.
 */
export async function runChaos(options: {
  target: Target
  scenarios: readonly Scenario[]
  seed: string
  tell: (finding: Finding) => void
}): Promise<ChaosReport> {
  const { target, seed } = options
  await noteEmittedEvents(target)
  const fleet = await openFleet(target)
  const first = await (await fleet.startRun({ takesMs: 0 })).ended()
  if (first.modelVersion === null) throw new Error(`the first run failed: ${JSON.stringify(first.failure)}`)
  await untilAnsweredBy(fleet, target, first.modelVersion.id)

  await using events = startEventReader(target.observerUrl)
  const findServing = keepAddress(target, await target.servingUrl())
  const began = performance.now()
  await using gateway = startLoad('gateway', predictEveryMs, async () => {
    await fleet.predict(target.gatewayUrl)
  })
  await using serving = startLoad('serving', predictEveryMs, async () => {
    const address = findServing()
    await fleet.predict(address.url).catch((error: unknown) => {
      address.lookAgain()
      throw error
    })
  })
  await using graph = startLoad('graph', queryEveryMs, async () => {
    await fleet.operator.request(graphQuery)
  })
  const rig: Rig = { target, fleet, events, seed, loads: { gateway, serving, graph }, servingKills: [] }
  await until(async () => (await gateway.report(began, performance.now())).answered > 0, {
    what: 'a prediction is answered through the gateway',
  })

  const findings: Finding[] = []
  for (const scenario of options.scenarios) {
    const finding = await runOne(rig, scenario)
    findings.push(finding)
    options.tell(finding)
  }
  await Promise.all([gateway, serving, graph].map((load) => load[Symbol.asyncDispose]()))
  return { findings, totals: await countEverything(rig) }
}

/** The address of a replica, looked up again when asked, but not all the time: it may be another after a restart. */
function keepAddress(target: Target, first: string): () => { url: string; lookAgain: () => void } {
  let url = first
  let isLooking = false
  const lookAgain = async () => {
    if (isLooking) return
    isLooking = true
    url = await target.servingUrl().catch(() => url)
    await sleep(lookEveryMs)
    isLooking = false
  }
  return () => ({ url, lookAgain: () => void lookAgain() })
}

async function runOne(rig: Rig, { name, run }: Scenario): Promise<Finding> {
  const began = performance.now()
  try {
    return await run(rig)
  } catch (error) {
    const now = performance.now()
    const loads = await reportLoads(rig.loads, began, now)
    const failure = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return {
      name,
      wellAfterMs: now - began,
      runMs: undefined,
      begunAgain: 0,
      loads,
      note: 'came to no end',
      failures: [failure],
    }
  }
}
