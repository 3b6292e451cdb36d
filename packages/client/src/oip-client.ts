import { decodeTensor, encodeTensor, type OipTensor } from './oip-tensor.ts'

const headerLength = 'inference-header-content-length'

export type OipAnswer = {
  modelName: string
  modelVersion: string | undefined
  id: string
  /** Of Headway: `version_id`, `revision`, `prediction_id`. */
  parameters: Record<string, unknown>
  outputs: Record<string, OipTensor>
}

export type OipClient = {
  /** One inference; throws with the server's error when it is refused. */
  infer: (request: {
    model: string
    id?: string
    parameters?: Record<string, unknown>
    inputs: OipTensor[]
    /** Names of the wanted outputs; all when left out. */
    outputs?: string[]
  }) => Promise<OipAnswer>
  /** What `GET /v2/models/{model}` says: inputs, outputs, versions. */
  metadata: (model: string) => Promise<Record<string, unknown>>
}

/**
 * Speaks the Open Inference Protocol v2 over REST, with the binary data extension both ways. `url` ends with
 * `/v2`; `token` is an API token or a JWT.
 */
export function createOipClient(options: { url: string; token: string; timeoutMs?: number }): OipClient {
  const authorization = `Bearer ${options.token}`
  const timeoutMs = options.timeoutMs ?? 60_000
  return {
    async infer({ model, id, parameters, inputs, outputs }) {
      const tensors = inputs.map((tensor) => ({ tensor, bytes: encodeTensor(tensor) }))
      const json = Buffer.from(
        JSON.stringify({
          ...(id === undefined ? {} : { id }),
          parameters: { ...parameters, binary_data_output: true },
          inputs: tensors.map(({ tensor: { name, datatype, shape }, bytes }) => ({
            name,
            datatype,
            shape,
            parameters: { binary_data_size: bytes.length },
          })),
          ...(outputs ? { outputs: outputs.map((name) => ({ name })) } : {}),
        }),
      )
      const response = await fetch(`${options.url}/models/${encodeURIComponent(model)}/infer`, {
        method: 'POST',
        headers: {
          authorization,
          'content-type': 'application/octet-stream',
          [headerLength]: String(json.length),
        },
        body: Buffer.concat([json, ...tensors.map(({ bytes }) => bytes)]),
        signal: AbortSignal.timeout(timeoutMs),
      })
      const body = Buffer.from(await response.arrayBuffer())
      if (!response.ok) throw new Error(errorIn(body, response.status))
      return readAnswer(body, Number(response.headers.get(headerLength) ?? body.length))
    },
    async metadata(model) {
      const response = await fetch(`${options.url}/models/${encodeURIComponent(model)}`, {
        headers: { authorization },
        signal: AbortSignal.timeout(timeoutMs),
      })
      const body = Buffer.from(await response.arrayBuffer())
      if (!response.ok) throw new Error(errorIn(body, response.status))
      return JSON.parse(body.toString('utf8')) as Record<string, unknown>
    },
  }
}

type AnswerHead = {
  model_name: string
  model_version?: string
  id: string
  parameters?: Record<string, unknown>
  outputs: {
    name: string
    datatype: string
    shape: number[]
    parameters?: { binary_data_size?: number }
    data?: (number | string | null)[]
  }[]
}

function readAnswer(body: Buffer, length: number): OipAnswer {
  const head = JSON.parse(body.toString('utf8', 0, length)) as AnswerHead
  const outputs: Record<string, OipTensor> = {}
  let at = length
  for (const { name, datatype, shape, parameters, data } of head.outputs) {
    const size = parameters?.binary_data_size
    if (size === undefined) {
      outputs[name] = fromJson(name, datatype, shape, data ?? [])
      continue
    }
    outputs[name] = decodeTensor(name, datatype, shape, body.subarray(at, at + size))
    at += size
  }
  return {
    modelName: head.model_name,
    modelVersion: head.model_version,
    id: head.id,
    parameters: head.parameters ?? {},
    outputs,
  }
}

function fromJson(
  name: string,
  datatype: string,
  shape: number[],
  data: (number | string | null)[],
): OipTensor {
  if (datatype === 'BYTES') return { name, datatype, shape, data: data.map(String) }
  if (datatype === 'INT64') return { name, datatype, shape, data: BigInt64Array.from(data, toBigInt) }
  return {
    name,
    datatype: 'FP32',
    shape,
    data: Float32Array.from(data, (value) => Number(value ?? Number.NaN)),
  }
}

function toBigInt(value: number | string | null): bigint {
  return BigInt(value ?? 0)
}

function errorIn(body: Buffer, status: number): string {
  const text = body.toString('utf8')
  try {
    const { error } = JSON.parse(text) as { error?: unknown }
    if (typeof error === 'string') return error
    if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message)
  } catch {
    // Not JSON: the text says what there is to say.
  }
  return `answered ${status}: ${text.slice(0, 500)}`
}
