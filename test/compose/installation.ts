import { createGraphqlClient, type GraphqlClient } from '@headway/client/graphql-client'
import { createOipClient } from '@headway/client/oip-client'
import { until } from '@headway/testkit/until'
import { readAccess } from './access.ts'
import type { Engine } from './engine.ts'

const model = 'departures-city'

/** A Headway on the engine, as those see it who were given its tokens. */
export type Installation = {
  operator: GraphqlClient
  approver: GraphqlClient
  observerUrl: string
  /** One prediction of the live version. */
  predict: () => Promise<void>
}

/** Comes in by what `docker compose run --rm tokens` shows. */
export async function openInstallation(engine: Engine): Promise<Installation> {
  const word = await readAccess(engine)
  const client = (role: string) =>
    createGraphqlClient({ url: 'http://127.0.0.1:14000/graphql', token: word(role), timeoutMs: 15_000 })
  const token = word('operator')
  let url = ''
  return {
    operator: client('operator'),
    approver: client('approver'),
    observerUrl: word('observer'),
    async predict() {
      if (url === '') url = `http://${(await engine.compose('port', 'serving', '4004')).trim()}/v2`
      try {
        await inferOnce(url, token)
      } catch (error) {
        // A container that was started again may have another port.
        url = ''
        throw error
      }
    },
  }
}

async function inferOnce(url: string, token: string): Promise<void> {
  const featureCount = 44
  await createOipClient({ url, token, timeoutMs: 10_000 }).infer({
    model,
    inputs: [
      { name: 'partition', datatype: 'BYTES', shape: [1], data: ['R1/0/none'] },
      {
        name: 'features',
        datatype: 'FP32',
        shape: [1, featureCount],
        data: new Float32Array(featureCount).fill(1),
      },
    ],
  })
}

/** Waits for the first version of the city's model, approves it, and waits until it answers. */
export async function bringLive({ approver, predict }: Installation): Promise<void> {
  const id = await until(
    async () => {
      const { waitingModelVersions } = await approver.request<{
        waitingModelVersions: { edges: { node: { id: string } }[] }
      }>('{ waitingModelVersions(first: 1) { edges { node { id } } } }')
      return waitingModelVersions.edges[0]?.node.id
    },
    { timeoutMs: 600_000, intervalMs: 2000, what: 'a version waits for approval' },
  )
  await approver.request('mutation($id: ID!) { approveModelVersion(id: $id, reason: "checked") { id } }', {
    id,
  })
  const answers = () =>
    predict().then(
      () => true,
      () => false,
    )
  await until(answers, { timeoutMs: 120_000, intervalMs: 1000, what: 'the version answers' })
}
