import { type Manifest, type ManifestPartition, parseManifest } from '@headway/artifacts/manifest'
import { canonicalKey } from '@headway/artifacts/partition-key'
import { DomainError } from '@headway/kit/errors'
import { checkBaseline, type ModelDefinition } from '../domain/model-definition.ts'

/** What serving needs of a full manifest, in few and flat values: it crosses threads, with a fleet of partitions in it. */
export type CompactManifest = {
  model: string
  definition: ModelDefinition
  /** Canonical keys, one a line. */
  keys: string
  /** Which of the artifacts answers for each key. */
  artifactOfKey: Int32Array
  packs: string[]
  /** Of each different artifact: its pack, place there, and digests joined, 64 characters each. */
  packOf: Int32Array
  offsets: Float64Array
  lengths: Float64Array
  digests: string
}

/** Reads a version's full manifest. INVALID_ARGUMENT when it is not one. */
export function compactManifest(bytes: Uint8Array): CompactManifest {
  const manifest = parseManifest(bytes)
  if (!manifest.complete) throw notFull('complete', manifest.complete, 'true: every partition listed')
  const definition = definitionOf(manifest)
  const packs = new Map<string, number>()
  const artifacts = new Map<string, { entry: ManifestPartition; index: number }>()
  const artifactOfKey = new Int32Array(manifest.partitions.length)
  const keys = manifest.partitions.map((entry, at) => {
    const known = artifacts.get(entry.sha256)
    const index = known?.index ?? artifacts.size
    if (known === undefined) {
      artifacts.set(entry.sha256, { entry, index })
      if (!packs.has(entry.pack)) packs.set(entry.pack, packs.size)
    }
    artifactOfKey[at] = index
    return canonicalKey(entry.key)
  })
  const entries = [...artifacts.values()].map(({ entry }) => entry)
  return {
    model: manifest.model,
    definition,
    keys: keys.join('\n'),
    artifactOfKey,
    packs: [...packs.keys()],
    packOf: Int32Array.from(entries, ({ pack }) => packs.get(pack) ?? 0),
    offsets: Float64Array.from(entries, ({ offset }) => offset),
    lengths: Float64Array.from(entries, ({ length }) => length),
    digests: entries.map(({ sha256 }) => sha256).join(''),
  }
}

function definitionOf({ modelDefinition }: Manifest): ModelDefinition {
  if (modelDefinition === undefined) throw notFull('modelDefinition', null, "the model's definition")
  const { partitionedBy, baseline, signature } = modelDefinition
  const { inputs, features, outputs } = signature
  const definition = {
    partitionedBy,
    features,
    inputs: inputs.map(({ name, datatype, shape }) => ({ name, datatype, shape })),
    outputs: outputs.map(({ name, datatype, shape }) => ({ name, datatype, shape })),
    baseline,
  }
  checkBaseline(definition)
  return definition
}

function notFull(field: string, value: unknown, expected: string): DomainError {
  return new DomainError('INVALID_ARGUMENT', "the manifest is not a version's full one", {
    field,
    value,
    expected,
  })
}
