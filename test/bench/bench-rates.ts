import type { BenchModel } from './bench-fleet.ts'
import type { BenchHeadway } from './bench-headway.ts'
import { openEmptyServer } from './empty-server-process.ts'
import { measureRates, type Way } from './measure-rates.ts'
import { oipMessage } from './oip-message.ts'
import { graphqlBody, oipBody } from './predict-calls.ts'
import { makeRows } from './predict-rows.ts'
import { servedModel } from './publish-fleet.ts'
import { openRawGrpc, rawGrpcCall } from './raw-grpc.ts'
import { openRawHttp } from './raw-http.ts'
import type { Group } from './report.ts'

const atOnce = 16

/** Requests of one row: how many a second by each way in, and how long one takes at half of that, beside empty servers. */
export async function benchRates({ running }: BenchHeadway, fleet: readonly BenchModel[]): Promise<Group> {
  const rows = makeRows(fleet, 1)
  const token = running.tokens.operator
  const { serving = 0, gateway = 0 } = running.pids()
  await using opened = new AsyncDisposableStack()
  const emptyHttp = opened.use(await openEmptyServer('http'))
  const emptyGrpc = opened.use(await openEmptyServer('grpc'))
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  const http = async (name: string, url: string, text: string, pids: number[]): Promise<Way> => {
    const body = Buffer.from(text)
    const connections = await Promise.all(
      Array.from({ length: atOnce }, async () => opened.use(await openRawHttp(url, body, headers))),
    )
    return { name, pids, calls: connections.map(({ call }) => call) }
  }
  const message = oipMessage(servedModel, rows)
  const grpc = (name: string, address: string, path: string, pids: number[]): Way => {
    const { session } = opened.use(openRawGrpc(address))
    const call = rawGrpcCall(session, path, message, token)
    return { name, pids, calls: Array.from({ length: atOnce }, () => call) }
  }
  const body = oipBody(rows)
  const inferUrl = `${running.oipUrl}/models/${servedModel}/infer`
  const inferPath = '/inference.GRPCInferenceService/ModelInfer'
  const ways = [
    await http('an empty Fastify handler', emptyHttp.address, body, [emptyHttp.pid]),
    await http('OIP REST', inferUrl, body, [serving]),
    grpc('an empty grpc-js handler', emptyGrpc.address, '/empty/Call', [emptyGrpc.pid]),
    grpc('OIP gRPC', running.grpcAddress, inferPath, [serving]),
    await http('GraphQL through the gateway', running.graphqlUrl, graphqlBody(rows), [gateway, serving]),
  ]
  const { rates, loadAverage } = await measureRates(ways, { rounds: 3, roundMs: 1500, halfMs: 4000 })
  const [rest, , grpcJs] = rates
  const references = [rest, rest, grpcJs, grpcJs, rest]
  return {
    title: `one row a request, ${atOnce} at once`,
    loadAverage,
    lines: [],
    rates: rates.map((rate, index) => ({ ...rate, reference: references[index] ?? rate })),
  }
}
