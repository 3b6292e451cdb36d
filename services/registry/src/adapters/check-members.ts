import { digestOf } from '@headway/artifacts/digest'
import type { ManifestPartition } from '@headway/artifacts/manifest'
import { canonicalKey } from '@headway/artifacts/partition-key'
import type { ArtifactStore } from '@headway/artifacts/store'
import { DomainError } from '@headway/kit/errors'
import { readModel } from '@headway/onnx/model'
import { checkSignature } from '@headway/onnx/signature'
import type { Signature } from '../domain/model.ts'

type Member = { index: number; entry: ManifestPartition }

/**
 * Reads the artifact of every partition that a manifest lists. Throws for the first one that is not there
 * (NOT_FOUND), lies outside its pack, has other bytes, is not ONNX or does not fit the signature (INVALID_ARGUMENT);
 * the field says which: `partitions[3].sha256`.
 */
export async function checkMembers(
  artifacts: ArtifactStore,
  partitions: readonly ManifestPartition[],
  signature: Signature,
): Promise<void> {
  const members = partitions.map((entry, index) => ({ index, entry }))
  // Partitions may share bytes; what was found good once is not read again.
  const good = new Set<string>()
  for (const [pack, inPack] of Map.groupBy(members, ({ entry }) => entry.pack)) {
    await using reader = await openPack(artifacts, pack, inPack[0] as Member)
    inPack.sort((a, b) => a.entry.offset - b.entry.offset)
    for (const member of inPack) {
      const { entry } = member
      const slot = `${pack}+${entry.offset}+${entry.length}+${entry.sha256}`
      if (good.has(slot)) continue
      checkRange(member, reader.size)
      checkBytes(member, await reader.read(entry.offset, entry.length), signature)
      good.add(slot)
    }
  }
}

async function openPack(artifacts: ArtifactStore, pack: string, member: Member) {
  try {
    return await artifacts.reader(pack)
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'NOT_FOUND') throw error
    throw failure(member, 'NOT_FOUND', 'pack', `artifact ${pack} does not exist`, {
      cause: error,
      value: pack,
      expected: 'an artifact of the store',
    })
  }
}

function checkRange(member: Member, size: number): void {
  const { offset, length } = member.entry
  if (offset + length <= size) return
  throw failure(member, 'INVALID_ARGUMENT', 'offset', 'the range lies outside the pack', {
    value: `${offset}+${length}`,
    expected: `within ${size} bytes`,
  })
}

function checkBytes(member: Member, bytes: Buffer, signature: Signature): void {
  const actual = digestOf(bytes)
  if (actual !== member.entry.sha256) {
    throw failure(member, 'INVALID_ARGUMENT', 'sha256', 'the bytes do not match the digest', {
      value: actual,
      expected: member.entry.sha256,
    })
  }
  try {
    checkSignature(readModel(bytes), signature)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    throw failure(member, error.code, error.field ?? 'model', error.message, {
      cause: error,
      value: error.value,
      expected: error.expected,
    })
  }
}

function failure(
  { index, entry }: Member,
  code: DomainError['code'],
  field: string,
  message: string,
  given: { cause?: unknown; value?: unknown; expected?: string | undefined },
): DomainError {
  const key = canonicalKey(entry.key)
  return new DomainError(code, `partition "${key}": ${message}`, {
    ...given,
    field: `partitions[${index}].${field}`,
    details: { partition: key },
  })
}
