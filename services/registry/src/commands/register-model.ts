import { DomainError } from '@headway/kit/errors'
import type { Context } from '../context.ts'
import {
  type ApprovalPolicy,
  checkDefinition,
  type Model,
  type ModelDefinition,
  sameDefinition,
} from '../domain/model.ts'
import { getModel, insertModel } from '../store/models.ts'
import { recordAudit } from './record-audit.ts'

/** Makes a model, or answers with the one that was made from the same definition. */
export function registerModel(
  context: Context,
  definition: ModelDefinition,
  approvalPolicy: ApprovalPolicy,
): Promise<Model> {
  const { db, actor, now } = context
  checkDefinition(definition)
  return db.transaction().execute(async (tx) => {
    const model = await insertModel(tx, definition, { approvalPolicy, at: now(), by: actor.id })
    if (!model) {
      const existing = await getModel(tx, definition.name)
      if (sameDefinition(existing, definition)) return existing
      throw new DomainError('ALREADY_EXISTS', `there is another model ${definition.name}`, {
        field: 'name',
        value: definition.name,
        expected: 'the definition it was registered with, or another name',
      })
    }
    await recordAudit(tx, context, model, {
      actor: actor.id,
      action: 'model.registered',
      subject: model.name,
      details: { ...definition, approvalPolicy },
    })
    return model
  })
}
