import type { Context } from '../context.ts'
import type { ApprovalPolicy, Model } from '../domain/model.ts'
import { checkReason } from '../domain/names.ts'
import { lockModel, saveApprovalPolicy } from '../store/models.ts'
import { recordAudit } from './record-audit.ts'

/** Changes who decides on the versions that are proposed from now on. */
export function setApprovalPolicy(
  context: Context,
  name: string,
  policy: ApprovalPolicy,
  given: string,
): Promise<Model> {
  const { db, actor } = context
  const reason = checkReason(given)
  return db.transaction().execute(async (tx) => {
    const model = await lockModel(tx, name)
    await saveApprovalPolicy(tx, model.ref, policy)
    await recordAudit(tx, context, model, {
      actor: actor.id,
      action: 'approval_policy.changed',
      subject: model.name,
      details: { from: model.approvalPolicy, to: policy, reason },
    })
    return { ...model, approvalPolicy: policy }
  })
}
