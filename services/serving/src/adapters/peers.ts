import type { Identity } from '@headway/kit/identity'
import { metrics } from '@opentelemetry/api'
import { readBinary, writeBinary } from '../open-inference/tensor.ts'

const leaveOutMs = 2000
const lengthHeader = 'inference-header-content-length'
const forwardedRows = metrics.getMeter('headway.serving').createCounter('headway.serving.forwarded_rows')

export type Peer = { id: string; address: string | null }

/** Rows for the same version of another replica. */
export type PeerRequest = {
  endpoint: string
  versionNumber: string
  partitions: readonly string[]
  /** Row by row. */
  features: Float32Array
  outputs: readonly string[]
  strict: boolean
  /** Milliseconds since 1970. */
  deadline: number
}

/** The other replicas that can be asked for rows of theirs. */
export class Peers {
  readonly self: string
  readonly #identity: Identity
  readonly #addresses = new Map<string, string>()
  readonly #outUntil = new Map<string, number>()

  constructor(self: string, identity: Identity) {
    this.self = self
    this.#identity = identity
  }

  update(living: readonly Peer[]): void {
    this.#addresses.clear()
    for (const { id, address } of living) {
      if (id !== this.self && address !== null) this.#addresses.set(id, address)
    }
  }

  /** Those that live and did not fail just now. */
  get others(): string[] {
    const now = Date.now()
    return [...this.#addresses.keys()].filter((id) => (this.#outUntil.get(id) ?? 0) <= now)
  }

  /** One column for each output; undefined when the replica does not answer with them: then it is left out for a while. */
  async ask(id: string, request: PeerRequest): Promise<Float32Array[] | undefined> {
    const rows = request.partitions.length
    try {
      const columns = await this.#infer(this.#addresses.get(id) ?? '', request)
      forwardedRows.add(rows, { outcome: 'answered' })
      return columns
    } catch {
      this.#outUntil.set(id, Date.now() + leaveOutMs)
      forwardedRows.add(rows, { outcome: 'failed' })
      return undefined
    }
  }

  async #infer(address: string, request: PeerRequest): Promise<Float32Array[]> {
    const { endpoint, versionNumber, partitions, features, outputs, strict, deadline } = request
    const rows = partitions.length
    const tensors = [
      { name: 'partition', datatype: 'BYTES', shape: [rows], bytes: writeBinary(partitions) },
      {
        name: 'features',
        datatype: 'FP32',
        shape: [rows, features.length / rows],
        bytes: writeBinary(features),
      },
    ]
    const head = Buffer.from(
      JSON.stringify({
        parameters: { answer_here: true, log: false, strict, binary_data_output: true },
        inputs: tensors.map(({ bytes, ...tensor }) => ({
          ...tensor,
          parameters: { binary_data_size: bytes.length },
        })),
        outputs: outputs.map((name) => ({ name })),
      }),
    )
    const token = await this.#identity.mintInternalToken({ id: 'serving', roles: ['viewer'] })
    const path = `/v2/models/${encodeURIComponent(endpoint)}/versions/${versionNumber}/infer`
    const response = await fetch(new URL(path, address), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, [lengthHeader]: String(head.length) },
      body: Buffer.concat([head, ...tensors.map(({ bytes }) => bytes)]),
      signal: AbortSignal.timeout(Math.max(1, deadline - Date.now())),
    })
    const body = Buffer.from(await response.arrayBuffer())
    if (!response.ok) throw new Error(`${address} answered ${response.status}`)
    return readColumns(body, Number(response.headers.get(lengthHeader)), outputs, rows)
  }
}

function readColumns(
  body: Buffer,
  headLength: number,
  outputs: readonly string[],
  rows: number,
): Float32Array[] {
  const head = JSON.parse(body.toString('utf8', 0, headLength)) as {
    outputs: { name: string; parameters: { binary_data_size: number } }[]
  }
  const columns = new Map<string, Float32Array>()
  let at = headLength
  for (const { name, parameters } of head.outputs) {
    const bytes = body.subarray(at, at + parameters.binary_data_size)
    at += bytes.length
    if (outputs.includes(name)) columns.set(name, readBinary(name, 'FP32', rows, bytes) as Float32Array)
  }
  return outputs.map((name) => {
    const column = columns.get(name)
    if (!column) throw new Error(`there is no output ${name}`)
    return column
  })
}
