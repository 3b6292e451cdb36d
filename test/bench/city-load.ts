import { createOipClient, type OipClient } from '@headway/client/oip-client'
import type { SpawnedService } from '@headway/testkit/spawn-service'
import { type BenchModel, featureNames } from './bench-fleet.ts'
import { makeRows, type PredictRows } from './predict-rows.ts'
import { benchEndpoint } from './serving-fleet.ts'

const rowsOfRequest = 1000

/** Asks every model for a row, as often as said, 1,000 rows of as many models a request; how many rows that were. */
export async function askCity(
  service: SpawnedService,
  fleet: readonly BenchModel[],
  times: number,
): Promise<number> {
  const oip = clientOf(service)
  const parts = partsOf(fleet)
  for (let time = 0; time < times; time++) for (const part of parts) await infer(oip, part)
  return times * fleet.length
}

/** Asks without end, over all models in turn, from two clients; counts what fails and answers that go back to an older revision. */
export function countFailures(service: SpawnedService, fleet: readonly BenchModel[]) {
  const ended = new AbortController()
  const counts = { failures: 0, answers: 0, slowestMs: 0 }
  const parts = partsOf(fleet, 100)
  const clients = [0, 1].map(async (client) => {
    const oip = clientOf(service)
    let newest = 0
    for (let at = client; !ended.signal.aborted; at += 7) {
      const began = performance.now()
      try {
        const revision = await infer(oip, parts[at % parts.length] as PredictRows)
        if (revision < newest) counts.failures++
        newest = Math.max(newest, revision)
      } catch {
        counts.failures++
      }
      counts.answers++
      counts.slowestMs = Math.max(counts.slowestMs, performance.now() - began)
    }
  })
  return {
    stop: async () => {
      ended.abort()
      await Promise.all(clients)
      return counts
    },
  }
}

function clientOf({ url, identity }: SpawnedService): OipClient {
  return createOipClient({ url: `${url}/v2`, token: identity.apiToken('viewer') })
}

/** The revision that answered. */
async function infer(oip: OipClient, { count, keys, features }: PredictRows): Promise<number> {
  const { parameters } = await oip.infer({
    model: benchEndpoint,
    parameters: { log: false },
    inputs: [
      { name: 'partition', datatype: 'BYTES', shape: [count], data: keys },
      { name: 'features', datatype: 'FP32', shape: [count, featureNames.length], data: features },
    ],
  })
  return Number(parameters.revision)
}

function partsOf(fleet: readonly BenchModel[], size = rowsOfRequest): PredictRows[] {
  const parts: PredictRows[] = []
  for (let at = 0; at < fleet.length; at += size) {
    const models = fleet.slice(at, at + size)
    parts.push(makeRows(models, models.length))
  }
  return parts
}
