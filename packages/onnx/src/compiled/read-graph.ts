import { float32Type } from '../datatype.ts'
import { cannot } from './cannot.ts'
import {
  type Cursor,
  cursorOver,
  enter,
  isAtEnd,
  readFloats,
  readInts,
  readText,
  readVarint,
  skip,
} from './wire.ts'

/** A constant of the graph. Whole numbers are exact up to 2^53. */
export type ConstantTensor = { dims: number[]; type: number; values: ArrayLike<number> }

export type Attribute = {
  int: number
  float: number
  text: string
  tensor: ConstantTensor | null
  ints: number[]
  floats: number[]
  texts: string[]
}

export type GraphNode = {
  operator: string
  domain: string
  inputs: string[]
  outputs: string[]
  attributes: Map<string, Attribute>
}

/** A graph with everything in it, where `readModel` reads its face alone. */
export type Graph = {
  opsets: Map<string, number>
  nodes: GraphNode[]
  constants: Map<string, ConstantTensor>
  inputs: { name: string; type: number; rank: number }[]
  outputs: string[]
}

const int64Type = 7
const int32Type = 6
const byteType = 2

/** Reads an ONNX file. RangeError when the bytes are damaged. */
export function readGraph(bytes: Uint8Array): Graph {
  const cursor = cursorOver(bytes)
  const graph: Graph = { opsets: new Map(), nodes: [], constants: new Map(), inputs: [], outputs: [] }
  eachField(cursor, (field, wireType) => {
    if (field === 7) readBody(enter(cursor), graph)
    else if (field === 8) readOpset(enter(cursor), graph.opsets)
    else if (field === 25) throw cannot('it defines functions of its own')
    else skip(cursor, wireType)
  })
  return graph
}

function eachField(cursor: Cursor, read: (field: number, wireType: number) => void): void {
  while (!isAtEnd(cursor)) {
    const tag = readVarint(cursor)
    read(tag >>> 3, tag & 7)
  }
}

function readOpset(cursor: Cursor, opsets: Map<string, number>): void {
  let domain = ''
  let version = 0
  eachField(cursor, (field, wireType) => {
    if (field === 1) domain = readText(cursor)
    else if (field === 2) version = readVarint(cursor)
    else skip(cursor, wireType)
  })
  opsets.set(domain, version)
}

function readBody(cursor: Cursor, graph: Graph): void {
  eachField(cursor, (field, wireType) => {
    if (field === 1) graph.nodes.push(readNode(enter(cursor)))
    else if (field === 5) {
      const { name, tensor } = readTensor(enter(cursor))
      graph.constants.set(name, tensor)
    } else if (field === 11) graph.inputs.push(readValueInfo(enter(cursor)))
    else if (field === 12) graph.outputs.push(readValueInfo(enter(cursor)).name)
    else if (field === 15) throw cannot('it has sparse constants')
    else skip(cursor, wireType)
  })
}

function readNode(cursor: Cursor): GraphNode {
  const node: GraphNode = { operator: '', domain: '', inputs: [], outputs: [], attributes: new Map() }
  eachField(cursor, (field, wireType) => {
    if (field === 1) node.inputs.push(readText(cursor))
    else if (field === 2) node.outputs.push(readText(cursor))
    else if (field === 4) node.operator = readText(cursor)
    else if (field === 5) readAttribute(enter(cursor), node.attributes)
    else if (field === 7) node.domain = readText(cursor)
    else skip(cursor, wireType)
  })
  return node
}

function readAttribute(cursor: Cursor, attributes: Map<string, Attribute>): void {
  let name = ''
  const attribute: Attribute = { int: 0, float: 0, text: '', tensor: null, ints: [], floats: [], texts: [] }
  eachField(cursor, (field, wireType) => {
    if (field === 1) name = readText(cursor)
    else if (field === 2) {
      attribute.float = cursor.view.getFloat32(cursor.at, true)
      cursor.at += 4
    } else if (field === 3) attribute.int = readVarint(cursor)
    else if (field === 4) attribute.text = readText(cursor)
    else if (field === 5) attribute.tensor = readTensor(enter(cursor)).tensor
    else if (field === 7) readFloats(cursor, wireType, attribute.floats)
    else if (field === 8) readInts(cursor, wireType, attribute.ints)
    else if (field === 9) attribute.texts.push(readText(cursor))
    else if (field === 6 || field === 11) throw cannot('it has a graph inside a node')
    else skip(cursor, wireType)
  })
  attributes.set(name, attribute)
}

function readValueInfo(cursor: Cursor): { name: string; type: number; rank: number } {
  const info = { name: '', type: 0, rank: -1 }
  const readShape = (shape: Cursor) => {
    info.rank = 0
    eachField(shape, (field, wireType) => {
      skip(shape, wireType)
      if (field === 1) info.rank++
    })
  }
  const readTensorType = (tensor: Cursor) =>
    eachField(tensor, (field, wireType) => {
      if (field === 1) info.type = readVarint(tensor)
      else if (field === 2) readShape(enter(tensor))
      else skip(tensor, wireType)
    })
  const readType = (type: Cursor) =>
    eachField(type, (field, wireType) => {
      if (field === 1) readTensorType(enter(type))
      else skip(type, wireType)
    })
  eachField(cursor, (field, wireType) => {
    if (field === 1) info.name = readText(cursor)
    else if (field === 2) readType(enter(cursor))
    else skip(cursor, wireType)
  })
  return info
}

function readTensor(cursor: Cursor): { name: string; tensor: ConstantTensor } {
  let name = ''
  let type = 0
  let raw: Cursor | undefined
  const dims: number[] = []
  const floats: number[] = []
  const ints: number[] = []
  eachField(cursor, (field, wireType) => {
    if (field === 1) readInts(cursor, wireType, dims)
    else if (field === 2) type = readVarint(cursor)
    else if (field === 4) readFloats(cursor, wireType, floats)
    else if (field === 5 || field === 7) readInts(cursor, wireType, ints)
    else if (field === 8) name = readText(cursor)
    else if (field === 9) raw = enter(cursor)
    else if (field === 14 && readVarint(cursor) !== 0) throw cannot('it keeps constants in other files')
    else if (field !== 14) skip(cursor, wireType)
  })
  const values = raw ? rawValues(raw, type) : type === float32Type ? Float32Array.from(floats) : ints
  return { name, tensor: { dims, type, values } }
}

function rawValues({ bytes, view, at, end }: Cursor, type: number): ArrayLike<number> {
  if (type === byteType) return bytes.subarray(at, end)
  // ONNX is little-endian, as every processor that Node runs on for servers.
  if (type === float32Type) return new Float32Array(bytes.slice(at, end).buffer)
  if (type === int32Type) {
    return Array.from({ length: (end - at) >> 2 }, (_, index) => view.getInt32(at + 4 * index, true))
  }
  if (type === int64Type) {
    return Array.from({ length: (end - at) >> 3 }, (_, index) =>
      Number(view.getBigInt64(at + 8 * index, true)),
    )
  }
  // Of another type; whoever would use it says so.
  return []
}
