import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createGraphqlClient, type GraphqlClient } from '@headway/client/graphql-client'
import { createOipClient } from '@headway/client/oip-client'
import { until } from '@headway/testkit/until'
import { meters } from '../meters/meter-names.ts'
import { readMeterRun, registerMeters, type SeenMeterRun, startMeterRun } from '../meters/meters.ts'
import type { Target } from './target.ts'

const requestTimeoutMs = 15_000
const endsWithinMs = 240_000

/** A run of the meters' pipeline that trains models of a factor of their own. */
export type FleetRun = {
  id: string
  factor: number
  /** Notes of each chunk that a worker has begun to train; more than there are chunks when some were begun again. */
  begun: () => Promise<number>
  /** Lets the chunks that wait be trained. */
  letGo: () => Promise<void>
  /** Waits for its end, however often the graph is away meanwhile. */
  ended: () => Promise<SeenMeterRun>
}

/** The meters on a target: a fleet of twelve models, predicted and trained anew by run after run. */
export type Fleet = {
  operator: GraphqlClient
  runs: readonly FleetRun[]
  startRun: (options: { takesMs: number; waits?: boolean }) => Promise<FleetRun>
  /** Asks for every meter at the server given; throws when the answer is no version's. */
  predict: (serverUrl: string) => Promise<{ versionId: string }>
  /** Which factor each version has answered by. */
  answers: ReadonlyMap<string, ReadonlySet<number>>
  /** When each answer came, by `performance.now()`. */
  answeredAt: readonly number[]
  /** Requests that came to no answer here; a server may have logged one all the same. */
  unanswered: () => number
}

/** Registers the meters. A version that passes its gate needs no person. */
export async function openFleet(target: Target): Promise<Fleet> {
  const operator = createGraphqlClient({
    url: `${target.gatewayUrl}/graphql`,
    token: target.tokens.operator,
    timeoutMs: requestTimeoutMs,
  })
  await registerMeters(operator, 'EXCEPTIONS')
  const runs: FleetRun[] = []
  const answers = new Map<string, Set<number>>()
  const answeredAt: number[] = []
  let unanswered = 0
  return {
    operator,
    runs,
    answers,
    answeredAt,
    unanswered: () => unanswered,
    async startRun({ takesMs, waits = false }) {
      const factor = runs.length + 1
      const gate = join(target.sharedFolder, `run-${factor}`)
      await mkdir(gate)
      // The worker may be another user.
      await chmod(gate, 0o777)
      const letGo = () => writeFile(join(gate, 'go'), '')
      if (!waits) await letGo()
      const start = () => startMeterRun(operator, { factor, gate, takesMs, idempotencyKey: `run-${factor}` })
      const id = await until(start, { timeoutMs: 60_000, intervalMs: 250, what: 'a run is started' })
      const run: FleetRun = { id, factor, letGo, begun: () => countLines(join(gate, 'journal')), ended }
      runs.push(run)
      return run

      async function ended(): Promise<SeenMeterRun> {
        return until(
          async () => {
            const found = await readMeterRun(operator, id)
            return !['RUNNING', 'WAITING_FOR_APPROVAL'].includes(found.state) && found
          },
          { timeoutMs: endsWithinMs, intervalMs: 250, what: `run ${factor} ends` },
        )
      }
    },
    async predict(serverUrl) {
      const asked = askForEveryMeter(serverUrl, target.tokens.operator)
      const { versionId, factor } = await asked.catch((error: unknown) => {
        unanswered++
        throw error
      })
      answeredAt.push(performance.now())
      answers.set(versionId, (answers.get(versionId) ?? new Set()).add(factor))
      return { versionId }
    },
  }
}

/** Waits until the endpoint answers by the version at one of its replicas. */
export async function untilAnsweredBy(fleet: Fleet, target: Target, versionId: string): Promise<void> {
  const isLive = async () => (await fleet.predict(await target.servingUrl())).versionId === versionId
  await until(isLive, { timeoutMs: 60_000, intervalMs: 100, what: `${versionId} answers` })
}

/** Waits until a run has begun so many chunks, or has ended. */
export async function untilBegun(run: FleetRun, chunks: number, andMs: number): Promise<void> {
  await until(async () => (await run.begun()) >= chunks, {
    timeoutMs: endsWithinMs,
    intervalMs: 50,
    what: `${chunks} chunks of run ${run.factor} are begun`,
  })
  await sleep(andMs)
}

async function askForEveryMeter(
  serverUrl: string,
  token: string,
): Promise<{ versionId: string; factor: number }> {
  const answer = await createOipClient({ url: `${serverUrl}/v2`, token, timeoutMs: requestTimeoutMs }).infer({
    model: 'meters',
    inputs: [
      { name: 'partition', datatype: 'BYTES', shape: [meters.length], data: [...meters] },
      { name: 'x', datatype: 'FP32', shape: [meters.length], data: new Float32Array(meters.length).fill(1) },
    ],
  })
  const values = Array.from(answer.outputs.y?.data ?? [], Number)
  const factors = new Set(values.map((value, at) => value / Number(meters[at])))
  const [factor] = factors
  if (factor === undefined || factors.size !== 1 || values.length !== meters.length) {
    throw new Error(`the answer ${values.join(', ')} mixes models of several versions`)
  }
  return { versionId: String(answer.parameters.version_id), factor }
}

async function countLines(file: string): Promise<number> {
  const text = await readFile(file, 'utf8').catch(() => '')
  return text.split('\n').filter((line) => line !== '').length
}
