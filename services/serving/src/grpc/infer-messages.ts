import type { Parameters } from '../open-inference/infer-call.ts'

/** Messages of the protocol as they come off the wire: scalars that have their default are absent. */

export type ParameterMessage = {
  parameter_choice?: string
  bool_param?: boolean
  int64_param?: number
  string_param?: string
  double_param?: number
  uint64_param?: number
}

export type ContentsMessage = {
  bool_contents?: boolean[]
  int_contents?: number[]
  int64_contents?: number[]
  uint_contents?: number[]
  uint64_contents?: number[]
  fp32_contents?: number[]
  fp64_contents?: number[]
  bytes_contents?: Uint8Array[]
}

export type InferRequestMessage = {
  model_name?: string
  model_version?: string
  id?: string
  parameters: Record<string, ParameterMessage>
  inputs: {
    name?: string
    datatype?: string
    shape: number[]
    contents?: ContentsMessage | null
  }[]
  outputs: { name?: string; parameters: Record<string, ParameterMessage> }[]
  raw_input_contents: Buffer[]
}

export type InferResponseMessage = {
  model_name: string
  model_version: string
  id: string
  parameters: Record<string, ParameterMessage>
  outputs: { name: string; datatype: string; shape: number[]; contents?: ContentsMessage }[]
  raw_output_contents: Uint8Array[]
}

/** The values of parameters, whichever kind each has. */
export function readParameters(given: Record<string, ParameterMessage>): Parameters {
  return Object.fromEntries(
    Object.entries(given).map(([name, parameter]) => [
      name,
      parameter[parameter.parameter_choice as keyof ParameterMessage],
    ]),
  )
}

/** Whole numbers and texts as parameters. */
export function writeParameters(values: Record<string, string | number>): Record<string, ParameterMessage> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? { string_param: value } : { int64_param: value },
    ]),
  )
}
