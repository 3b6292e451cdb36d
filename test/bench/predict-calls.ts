import { createOipClient } from '@headway/client/oip-client'
import type { OipTensor } from '@headway/client/oip-tensor'
import { mintInternalToken } from '@headway/kit/internal-token'
import { featureNames } from './bench-fleet.ts'
import type { BenchHeadway } from './bench-headway.ts'
import type { Action } from './measure.ts'
import type { PredictRows } from './predict-rows.ts'
import { servedModel } from './publish-fleet.ts'

const query = `query ($input: PredictInput!) {
  predict(input: $input) { id versionId revision outputs { name values } sources }
}`

type Way = 'gateway' | 'serving' | 'oipJson' | 'oipBinary' | 'gatewayOipJson' | 'gatewayOipBinary'

/** The same rows asked in every way there is; bodies in JSON are made before, answers are read whole. */
export async function predictCalls(
  { running, secrets }: BenchHeadway,
  rows: PredictRows,
): Promise<Record<Way, Action['run']>> {
  const token = running.tokens.operator
  const servingToken = await mintInternalToken(
    secrets.internalKey,
    { id: 'bench', roles: ['viewer'] },
    { expiresInSeconds: 3600 },
  )
  const servingUrl = new URL('/graphql', running.oipUrl).href
  const inGraphql = graphqlBody(rows)
  const inOip = oipBody(rows)
  const gatewayOipUrl = new URL('/v2', running.graphqlUrl).href
  const inferJson = (url: string) => () => post(`${url}/models/${servedModel}/infer`, token, inOip)
  const inferBinary = (url: string) => {
    const client = createOipClient({ url, token })
    return () => client.infer({ model: servedModel, inputs: binaryInputs(rows) })
  }
  return {
    gateway: () => checked(post(running.graphqlUrl, token, inGraphql)),
    serving: () => checked(post(servingUrl, servingToken, inGraphql)),
    oipJson: inferJson(running.oipUrl),
    oipBinary: inferBinary(running.oipUrl),
    gatewayOipJson: inferJson(gatewayOipUrl),
    gatewayOipBinary: inferBinary(gatewayOipUrl),
  }
}

/** The rows as a GraphQL operation. */
export function graphqlBody(rows: PredictRows): string {
  return JSON.stringify({ query, variables: { input: graphqlInput(rows) } })
}

/** The rows as a JSON request of the Open Inference Protocol. */
export function oipBody(rows: PredictRows): string {
  return JSON.stringify(oipRequest(rows))
}

/** Numbers as short as they round-trip in 32 bits. */
function shortest(value: number | undefined): number {
  return Number((value ?? 0).toPrecision(7))
}

function graphqlInput({ count, keys, features }: PredictRows) {
  const width = featureNames.length
  return {
    endpoint: servedModel,
    partitions: keys,
    features: featureNames.map((name, column) => ({
      name,
      values: Array.from({ length: count }, (_, row) => shortest(features[row * width + column])),
    })),
  }
}

function oipRequest({ count, keys, features }: PredictRows) {
  return {
    inputs: [
      { name: 'partition', datatype: 'BYTES', shape: [count], data: keys },
      {
        name: 'features',
        datatype: 'FP32',
        shape: [count, featureNames.length],
        data: Array.from(features, shortest),
      },
    ],
  }
}

function binaryInputs({ count, keys, features }: PredictRows): OipTensor[] {
  return [
    { name: 'partition', datatype: 'BYTES', shape: [count], data: keys },
    { name: 'features', datatype: 'FP32', shape: [count, featureNames.length], data: features },
  ]
}

async function post(url: string, token: string, body: string): Promise<Record<string, unknown>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body,
  })
  const answer = await response.text()
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${answer.slice(0, 500)}`)
  return JSON.parse(answer)
}

async function checked(answer: Promise<Record<string, unknown>>): Promise<void> {
  const { errors } = await answer
  if (errors) throw new Error(JSON.stringify(errors).slice(0, 500))
}
