import { DomainError } from '@headway/kit/errors'
import type { Context } from '../context.ts'
import { checkDeclaration, type Dataset, type Declaration, sameDeclaration } from '../domain/dataset.ts'
import { lockDataset, saveDataset } from '../store/datasets.ts'

export function reviseDataset({ db }: Context, declaration: Declaration): Promise<Dataset> {
  checkDeclaration(declaration)
  return db.transaction().execute(async (tx) => {
    const existing = await lockDataset(tx, declaration.name)
    if (sameDeclaration(existing, declaration)) return existing
    if (existing.partitionedBy.join('\n') !== declaration.partitionedBy.join('\n')) {
      throw new DomainError('FAILED_PRECONDITION', 'the partition keys of a dataset do not change', {
        field: 'partitionedBy',
        value: declaration.partitionedBy.join(', '),
        expected: existing.partitionedBy.join(', '),
      })
    }
    const revised = { ...existing, ...declaration, revision: existing.revision + 1 }
    await saveDataset(tx, revised)
    return revised
  })
}
