import { DomainError } from '@headway/kit/errors'
import type { Context } from '../context.ts'
import { checkDeclaration, type Dataset, type Declaration, sameDeclaration } from '../domain/dataset.ts'
import { getDataset, insertDataset } from '../store/datasets.ts'

export function registerDataset({ db, actor, now }: Context, declaration: Declaration): Promise<Dataset> {
  checkDeclaration(declaration)
  return db.transaction().execute(async (tx) => {
    const made = await insertDataset(tx, declaration, { at: now(), by: actor.id })
    if (made) return made
    const existing = await getDataset(tx, declaration.name)
    if (sameDeclaration(existing, declaration)) return existing
    throw new DomainError('ALREADY_EXISTS', `dataset ${declaration.name} is declared otherwise`, {
      field: 'name',
      value: declaration.name,
      expected: 'the declaration that exists, another name, or reviseDataset',
    })
  })
}
