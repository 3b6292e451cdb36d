import { DomainError } from '@headway/kit/errors'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { predict } from '../commands/predict.ts'
import type { Context } from '../context.ts'
import { predictionRequestOf } from '../open-inference/infer-call.ts'
import { readInferRequest } from './infer-request.ts'
import { inferBody } from './infer-response.ts'
import { inflateBody } from './inflate-body.ts'

const lengthHeader = 'inference-header-content-length'

/** `POST …/infer`: the body is JSON, or JSON of the length that the header tells and the bytes of binary tensors. */
export async function infer(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  endpoint: string,
  versionId: string | null,
): Promise<void> {
  const body = await inflateBody(request, context.settings.HEADWAY_PREDICT_BODY_LIMIT)
  const jsonLength = headerLength(request, body.length)
  const call = readInferRequest(parseJson(body.subarray(0, jsonLength)), body.subarray(jsonLength))
  const answer = await predict(context, predictionRequestOf(call, { endpoint, versionId }))
  const { json, binary } = inferBody(call, endpoint, answer)
  if (binary.length === 0) {
    await reply.type('application/json').send(json)
    return
  }
  const head = Buffer.from(json)
  await reply
    .type('application/octet-stream')
    .header(lengthHeader, head.length)
    .send(Buffer.concat([head, ...binary]))
}

function headerLength(request: FastifyRequest, size: number): number {
  const given = request.headers[lengthHeader]
  if (given === undefined) return size
  const length = Number(given)
  if (Number.isInteger(length) && length >= 0 && length <= size) return length
  throw new DomainError('INVALID_ARGUMENT', `${lengthHeader} is ${given}`, {
    field: lengthHeader,
    value: given,
    expected: `a length of at most ${size}`,
  })
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch (cause) {
    throw new DomainError('INVALID_ARGUMENT', `the request is not JSON: ${(cause as Error).message}`, {
      cause,
    })
  }
}
