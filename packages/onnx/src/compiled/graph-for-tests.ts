import { float32Type } from '../datatype.ts'
import { ModelProto } from '../onnx-proto.ts'
import { floatTensor } from '../tree-ensemble.ts'

type AttributeValue = number | string | readonly number[] | readonly string[] | Float32Array | object

export type TestNode = {
  op: string
  domain?: string
  inputs: string[]
  outputs: string[]
  /** A number is an int; a Float32Array is a list of floats, one of a single number a float; an object is a tensor. */
  attributes?: Record<string, AttributeValue>
}

/** An ONNX file of any graph. Inputs have so many columns, null for a vector; constants are matrices or lists. */
export function testModel(graph: {
  inputs: Record<string, number | null>
  constants?: readonly object[]
  nodes: readonly TestNode[]
  outputs: readonly string[]
  opset?: number
  mlOpset?: number
}): Uint8Array {
  const info = (name: string, columns: number | null) => {
    const dim = [{ dimParam: 'N' }, ...(columns === null ? [] : [{ dimValue: columns }])]
    return { name, type: { tensorType: { elemType: float32Type, shape: { dim } } } }
  }
  return ModelProto.encode({
    irVersion: 8,
    opsetImport: [
      { domain: '', version: graph.opset ?? 18 },
      { domain: 'ai.onnx.ml', version: graph.mlOpset ?? 3 },
    ],
    graph: {
      name: 'test',
      node: graph.nodes.map(({ op, domain = '', inputs, outputs, attributes = {} }) => ({
        opType: op,
        domain,
        input: inputs,
        output: outputs,
        attribute: Object.entries(attributes).map(([name, value]) => attributeOf(name, value)),
      })),
      initializer: graph.constants ?? [],
      input: Object.entries(graph.inputs).map(([name, columns]) => info(name, columns)),
      output: graph.outputs.map((name) => ({ name, type: { tensorType: { elemType: float32Type } } })),
    },
  }).finish()
}

/** A list or matrix of whole numbers. */
export function intTensor(name: string, dims: number[], values: readonly number[]) {
  const rawData = new Uint8Array(BigInt64Array.from(values, BigInt).buffer)
  return { name, dims, dataType: 7, rawData }
}

/** A list of floats as an attribute holds it. */
export function listTensor(values: readonly number[]) {
  return floatTensor('', [values.length], values)
}

function attributeOf(name: string, value: AttributeValue) {
  if (typeof value === 'number') return { name, i: value, type: 2 }
  if (typeof value === 'string') return { name, s: Buffer.from(value), type: 3 }
  if (value instanceof Float32Array) return { name, floats: Array.from(value), type: 6 }
  if (!Array.isArray(value)) return { name, t: value, type: 4 }
  if (typeof value[0] === 'string') {
    return { name, strings: value.map((text) => Buffer.from(text)), type: 8 }
  }
  return { name, ints: value, type: 7 }
}
