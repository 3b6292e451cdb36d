import { DomainError } from '@headway/kit/errors'
import { datatypeName } from './datatype.ts'
import { ModelHead, metadataPropsField, Reader, StringStringEntryProto, Writer } from './onnx-proto.ts'

/** A tensor of a model's face: OIP data type; -1 in the shape stands for any size. */
export type TensorInfo = { name: string; datatype: string; shape: number[] }

/** What a model says about itself, without its weights. */
export type OnnxModel = {
  irVersion: number
  /** Operator set version by domain; the default domain is `ai.onnx`. */
  opsets: Record<string, number>
  inputs: TensorInfo[]
  outputs: TensorInfo[]
  operators: string[]
  metadata: Record<string, string>
}

type ValueInfo = {
  name: string
  type?: {
    tensorType?: { elemType?: number; shape?: { dim?: { dimValue?: number; dimParam?: string }[] } }
  }
}

type Head = {
  irVersion?: number
  opsetImport?: { domain?: string; version?: number }[]
  metadataProps?: { key: string; value?: string }[]
  graph?: {
    node?: { opType: string; domain?: string }[]
    initializer?: { name: string }[]
    input?: ValueInfo[]
    output?: ValueInfo[]
  }
}

/** Reads the face of an ONNX file. INVALID_ARGUMENT when the bytes are not ONNX or were cut short. */
export function readModel(bytes: Uint8Array): OnnxModel {
  const { irVersion, graph, opsetImport = [], metadataProps = [] } = decode(bytes)
  if (!irVersion || !graph?.output?.length || opsetImport.length === 0) {
    throw notOnnx(bytes, 'it has no graph with outputs')
  }
  const weights = new Set(graph.initializer?.map(({ name }) => name))
  return {
    irVersion,
    opsets: Object.fromEntries(opsetImport.map(({ domain, version }) => [domain || 'ai.onnx', version ?? 0])),
    inputs: (graph.input ?? []).filter(({ name }) => !weights.has(name)).map(tensorInfo),
    outputs: graph.output.map(tensorInfo),
    operators: (graph.node ?? []).map(({ opType }) => opType),
    metadata: Object.fromEntries(metadataProps.map(({ key, value }) => [key, value ?? ''])),
  }
}

/** The same file with one entry of its metadata set; every other byte stays as it is. */
export function withMetadata(bytes: Uint8Array, key: string, value: string): Uint8Array {
  const kept: Uint8Array[] = []
  const reader = Reader.create(bytes)
  try {
    while (reader.pos < reader.len) {
      const start = reader.pos
      const tag = reader.uint32()
      if (tag >>> 3 === metadataPropsField) {
        const entry = StringStringEntryProto.decode(reader.bytes()) as unknown as { key: string }
        if (entry.key === key) continue
      } else {
        reader.skipType(tag & 7)
      }
      kept.push(bytes.subarray(start, reader.pos))
    }
  } catch (cause) {
    throw notOnnx(bytes, 'it is damaged or cut short', cause)
  }
  const entry = StringStringEntryProto.encode({ key, value }).finish()
  kept.push(
    Writer.create()
      .uint32((metadataPropsField << 3) | 2)
      .bytes(entry)
      .finish(),
  )
  return Buffer.concat(kept)
}

function decode(bytes: Uint8Array): Head {
  try {
    return ModelHead.toObject(ModelHead.decode(bytes), { longs: Number }) as Head
  } catch (cause) {
    throw notOnnx(bytes, 'it is damaged or cut short', cause)
  }
}

function tensorInfo({ name, type }: ValueInfo): TensorInfo {
  const tensor = type?.tensorType
  return {
    name,
    datatype: datatypeName(tensor?.elemType ?? 0),
    shape: (tensor?.shape?.dim ?? []).map(({ dimValue }) => dimValue ?? -1),
  }
}

function notOnnx(bytes: Uint8Array, why: string, cause?: unknown): DomainError {
  return new DomainError('INVALID_ARGUMENT', `not an ONNX model: ${why}`, {
    cause,
    field: 'model',
    value: `${bytes.byteLength} bytes beginning ${Buffer.from(bytes.subarray(0, 8)).toString('hex')}`,
    expected: 'an ONNX ModelProto',
  })
}
