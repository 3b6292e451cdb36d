import protobuf from 'protobufjs/light.js'

type Rule = '' | 'repeated'

function field(id: number, type: string, rule: Rule = '') {
  return rule === '' ? { id, type } : { id, type, rule }
}

/** The part of the ONNX protocol buffers (field numbers of onnx.proto3) that Headway writes. */
const written = {
  ModelProto: {
    fields: {
      irVersion: field(1, 'int64'),
      producerName: field(2, 'string'),
      graph: field(7, 'GraphProto'),
      opsetImport: field(8, 'OperatorSetIdProto', 'repeated'),
      metadataProps: field(14, 'StringStringEntryProto', 'repeated'),
    },
  },
  StringStringEntryProto: { fields: { key: field(1, 'string'), value: field(2, 'string') } },
  OperatorSetIdProto: { fields: { domain: field(1, 'string'), version: field(2, 'int64') } },
  GraphProto: {
    fields: {
      node: field(1, 'NodeProto', 'repeated'),
      name: field(2, 'string'),
      initializer: field(5, 'TensorProto', 'repeated'),
      input: field(11, 'ValueInfoProto', 'repeated'),
      output: field(12, 'ValueInfoProto', 'repeated'),
    },
  },
  NodeProto: {
    fields: {
      input: field(1, 'string', 'repeated'),
      output: field(2, 'string', 'repeated'),
      opType: field(4, 'string'),
      attribute: field(5, 'AttributeProto', 'repeated'),
      domain: field(7, 'string'),
    },
  },
  AttributeProto: {
    fields: {
      name: field(1, 'string'),
      f: field(2, 'float'),
      i: field(3, 'int64'),
      s: field(4, 'bytes'),
      t: field(5, 'TensorProto'),
      floats: field(7, 'float', 'repeated'),
      ints: field(8, 'int64', 'repeated'),
      strings: field(9, 'bytes', 'repeated'),
      type: field(20, 'int32'),
    },
  },
  TensorProto: {
    fields: {
      dims: field(1, 'int64', 'repeated'),
      dataType: field(2, 'int32'),
      name: field(8, 'string'),
      rawData: field(9, 'bytes'),
    },
  },
  ValueInfoProto: { fields: { name: field(1, 'string'), type: field(2, 'TypeProto') } },
  TypeProto: { fields: { tensorType: field(1, 'TensorTypeProto') } },
  TensorTypeProto: { fields: { elemType: field(1, 'int32'), shape: field(2, 'TensorShapeProto') } },
  TensorShapeProto: { fields: { dim: field(1, 'DimensionProto', 'repeated') } },
  DimensionProto: { fields: { dimValue: field(1, 'int64'), dimParam: field(2, 'string') } },
}

// What is read leaves out weights and attributes: a fleet is read at every rollout.
const read = {
  ModelHead: { fields: { ...written.ModelProto.fields, graph: field(7, 'GraphHead') } },
  GraphHead: {
    fields: {
      ...written.GraphProto.fields,
      node: field(1, 'NodeHead', 'repeated'),
      initializer: field(5, 'TensorHead', 'repeated'),
    },
  },
  NodeHead: { fields: { opType: field(4, 'string'), domain: field(7, 'string') } },
  TensorHead: { fields: { name: field(8, 'string') } },
}

const root = protobuf.Root.fromJSON({ nested: { ...written, ...read } })

/** A whole model, for writing. */
export const ModelProto = root.lookupType('ModelProto')

/** A model without its weights, for reading. */
export const ModelHead = root.lookupType('ModelHead')

export const StringStringEntryProto = root.lookupType('StringStringEntryProto')

export const metadataPropsField = written.ModelProto.fields.metadataProps.id

export const { Reader, Writer } = protobuf
