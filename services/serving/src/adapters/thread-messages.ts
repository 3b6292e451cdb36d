import type { InputLayout, TensorSpec } from '../domain/model-definition.ts'

/** One artifact to load: where its bytes lie in a local file, and the session slot it gets. */
export type ArtifactLoad = {
  slot: number
  sha256: string
  path: string
  offset: number
  length: number
}

export type ModelSignature = { inputs: TensorSpec[]; outputs: TensorSpec[]; features: string[] }

export type RunRequest = {
  slots: Int32Array<ArrayBuffer>
  /** Rows of each slot, in turn. */
  counts: Int32Array<ArrayBuffer>
  /** Row by row, in the order of the slots. */
  features: Float32Array<ArrayBuffer>
  width: number
  layout: InputLayout
  outputs: string[]
  /** Milliseconds since 1970. */
  deadline: number
}

export type ToThread =
  | { type: 'load'; id: number; artifacts: ArtifactLoad[]; signature: ModelSignature }
  | { type: 'run'; id: number; request: RunRequest }
  | { type: 'dispose'; slots: number[] }

export type FromThread =
  | { type: 'loaded'; id: number }
  | { type: 'ran'; id: number; outputs: Float32Array<ArrayBuffer>[] }
  | {
      type: 'failed'
      id: number
      code: 'INVALID_ARGUMENT' | 'UNAVAILABLE' | 'INTERNAL'
      reason: string
      slot: number
    }
