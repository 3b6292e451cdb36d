import { DomainError } from '@headway/kit/errors'
import type { Engine } from '../domain/engine.ts'
import { inputLayout, type ModelDefinition } from '../domain/model-definition.ts'
import type { ModelPlace } from '../domain/routing.ts'
import type { CompiledTable } from './compiled-table.ts'
import {
  ArtifactRefused,
  type Lease,
  type LeaseOptions,
  type LeaseProgress,
  type LocalArtifact,
  type SessionTable,
} from './session-table.ts'

/** Where models are held: the compiled ones that every thread can run, and the sessions of the inference threads. */
export type ModelTables = { sessions: SessionTable; compiled: CompiledTable }

/**
 * Holds every artifact in the engine that answers for it: compiled where that was proved and is allowed, ONNX Runtime
 * otherwise. INVALID_ARGUMENT names an artifact that cannot be compiled where nothing else is allowed.
 */
export async function leaseModels(
  { sessions, compiled }: ModelTables,
  artifacts: readonly LocalArtifact[],
  definition: ModelDefinition,
  engine: Engine,
  options: LeaseOptions,
  signal: AbortSignal,
  onProgress: (progress: LeaseProgress) => void,
): Promise<Lease> {
  const programs =
    engine === 'ONNX_RUNTIME'
      ? { handles: artifacts.map(() => null), newCount: 0, release: () => {} }
      : await compiled.lease(artifacts, definition, inputLayout(definition), signal, (newCount) =>
          onProgress({ toLoad: artifacts.length, loaded: newCount }),
        )
  try {
    const rest = indexesWhere(programs.handles, (handle) => handle === null)
    const [first] = rest
    if (engine === 'COMPILED' && first !== undefined) throw notCompiled(first)
    const lease = await sessions
      .lease(
        rest.map((index) => artifacts[index] as LocalArtifact),
        definition,
        {
          isEager: (at, isChecked) => options.isEager(rest[at] ?? 0, isChecked),
          isPinned: (at) => options.isPinned(rest[at] ?? 0),
        },
        signal,
        ({ toLoad, loaded }) =>
          onProgress({ toLoad: toLoad + programs.newCount, loaded: loaded + programs.newCount }),
      )
      .catch((error) => {
        throw error instanceof ArtifactRefused ? error.at(rest[error.index] ?? 0) : error
      })
    const places = programs.handles.map((handle): ModelPlace => ({ thread: null, slot: handle ?? 0 }))
    for (const [at, index] of rest.entries()) places[index] = lease.places[at] as ModelPlace
    const atOf = new Map(rest.map((index, at) => [index, at]))
    return {
      places,
      fill: (indexes, until) =>
        lease.fill(
          indexes.map((index) => atOf.get(index)).filter((at) => at !== undefined),
          until,
        ),
      release: () => {
        lease.release()
        programs.release()
      },
    }
  } catch (error) {
    programs.release()
    throw error
  }
}

function indexesWhere<T>(values: readonly T[], isWanted: (value: T) => boolean): number[] {
  return values.flatMap((value, index) => (isWanted(value) ? [index] : []))
}

function notCompiled(index: number): ArtifactRefused {
  const reason = 'the compiled engine cannot run it, and no other is allowed'
  return new ArtifactRefused(index, new DomainError('INVALID_ARGUMENT', reason, { field: 'engine' }))
}
