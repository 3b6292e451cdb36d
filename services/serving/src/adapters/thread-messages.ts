import type { InputLayout, TensorSpec } from '../domain/model-definition.ts'

/** One artifact to hold: where its bytes lie in a local file, and the slot it gets. */
export type ArtifactHold = {
  slot: number
  sha256: string
  path: string
  offset: number
  length: number
  /** Never unloaded to make room. */
  isPinned: boolean
  /** Was checked against its signature and probe before: only its bytes are compared with the digest. */
  isChecked: boolean
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

/** What an inference thread is started with. */
export type ThreadSettings = {
  /** Bytes of models that the thread keeps loaded; Infinity for all that it holds. */
  residentBytes: number
  /** Where it counts, as `residency-counts` lays it out. */
  counts: SharedArrayBuffer
}

export type ToThread =
  /** Takes artifacts in without loading them: they are loaded when a run asks for them. */
  | { type: 'hold'; artifacts: ArtifactHold[]; signature: ModelSignature }
  /** Loads and checks what is held; with `onlyIntoRoom`, as long as nothing has to be unloaded for it. */
  | { type: 'load'; id: number; slots: number[]; onlyIntoRoom: boolean }
  | { type: 'run'; id: number; request: RunRequest }
  /** Runs compiled programs: `slots` are their handles. */
  | { type: 'runCompiled'; id: number; request: RunRequest }
  /** A piece of the memory of compiled programs, or its end. */
  | { type: 'segment'; index: number; buffer: SharedArrayBuffer | null }
  | { type: 'dispose'; slots: number[] }

export type FromThread =
  | { type: 'loaded'; id: number }
  | { type: 'ran'; id: number; outputs: Float32Array<ArrayBuffer>[] }
  | {
      type: 'failed'
      id: number
      code: 'INVALID_ARGUMENT' | 'UNAVAILABLE' | 'INTERNAL'
      reason: string
      /** The slot whose artifact could not be loaded; -1 where that is not the reason. */
      slot: number
    }
