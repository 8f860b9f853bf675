import { IsNull } from 'typeorm'
import { RULES } from '../../config/rules'
import type { Context, Tx } from '../context'
import { conflict, invalid, notFound } from '../errors'
import { activeOwnership } from '../ownership/active-ownerships'
import { holdCustomer } from '../ownership/hold-customer'
import { OwnershipEntity } from '../ownership/ownership.entity'
import { storeEvidence } from './add-evidence'
import { announce } from './announce'
import { chooseAppealArbiter } from './choose-arbiter'
import { DisputeEntity, type DisputeRow } from './dispute.entity'
import { isParty, mayAppeal } from './dispute-policy'
import { nobodyToRule } from './open-dispute'

/**
 * Appeals against a ruling (复议): by the loser, once, within the days the rules give. It goes to the next leader
 * above the one who ruled; the ownership is frozen again.
 */
export async function appealRuling(
  context: Context,
  { disputeId, reason }: { disputeId: string; reason: string },
): Promise<DisputeRow> {
  const text = reason.trim()
  if (!text) throw invalid('请写明复议理由，例如补充了哪些新证据')
  return context.transaction(async tx => {
    const dispute = await tx.manager.findOneBy(DisputeEntity, { id: disputeId })
    if (!dispute || !isParty(dispute, tx.actor.userId)) throw notFound('申诉')
    if (!mayAppeal(dispute, tx.actor.userId, tx.now()))
      throw conflict(`这起申诉不能复议：复议由败诉方在裁决后 ${RULES.appealDays} 天内提出，只有一次`)
    await holdCustomer(tx, dispute.customerId)
    const arbiterId = await chooseAppealArbiter(tx, dispute)
    if (!arbiterId) throw nobodyToRule()
    const change = { status: 'appealed' as const, activeKey: dispute.collisionId, arbiterId }
    const { affected } = await tx.manager.update(DisputeEntity, { id: disputeId, status: 'ruled' }, change)
    if (affected !== 1) throw conflict('这起申诉的状态刚刚变化，请刷新后再试')
    await freezeAgain(tx, dispute)
    await storeEvidence(tx, disputeId, {
      partyId: tx.actor.userId,
      kind: 'appeal',
      at: tx.now(),
      text: `复议：${text.slice(0, 480)}`,
    })
    await tx.audit({ action: 'dispute.appealed', subject: `dispute:${disputeId}`, data: { arbiterId } })
    const appealed = { ...dispute, ...change }
    await announce(tx, appealed)
    return appealed
  })
}

/**
 * The customer waits for the second ruling like for the first. A third colleague who has got it since stays undisturbed.
 * By a conditional update, so that of two cases one freezes it.
 */
async function freezeAgain(tx: Tx, dispute: DisputeRow): Promise<void> {
  const ownership = await activeOwnership(tx.manager, dispute.customerId, dispute.scope)
  if (!ownership) return
  if (!isParty(dispute, ownership.ownerId)) throw conflict('裁决之后客户已经归其他同事，不能再复议')
  const { affected } = await tx.manager.update(
    OwnershipEntity,
    { id: ownership.id, activeKey: ownership.activeKey!, frozenBy: IsNull() },
    { frozenBy: dispute.id },
  )
  if (affected !== 1) throw conflict('这个客户正在另一起争议中，请等裁决后再申请复议')
}
