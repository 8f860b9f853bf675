import { In } from 'typeorm'
import type { Context, Tx } from '../context'
import { conflict, invalid, notFound } from '../errors'
import { DepartmentTree } from '../member/department-tree'
import { MemberEntity } from '../member/member.entity'
import { activeOwnership } from '../ownership/active-ownerships'
import { holdCustomer } from '../ownership/hold-customer'
import { OwnershipEntity } from '../ownership/ownership.entity'
import { storeEvidence } from './add-evidence'
import { DisputeEntity, type DisputeRow } from './dispute.entity'
import { isParty, mayAppeal } from './dispute-policy'
import { announce } from './open-dispute'

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
      throw conflict('这起申诉不能复议：复议由败诉方在裁决后 7 天内提出，只有一次')
    await holdCustomer(tx, dispute.customerId)
    const change = {
      status: 'appealed' as const,
      activeKey: dispute.collisionId,
      arbiterId: await nextArbiter(tx, dispute),
    }
    const { affected } = await tx.manager.update(DisputeEntity, { id: disputeId, status: 'ruled' }, change)
    if (affected !== 1) throw conflict('这起申诉的状态刚刚变化，请刷新后再试')
    const ownership = await activeOwnership(tx.manager, dispute.customerId, dispute.scope)
    if (ownership) await tx.manager.update(OwnershipEntity, { id: ownership.id }, { frozenBy: disputeId })
    await storeEvidence(tx, disputeId, {
      partyId: tx.actor.userId,
      kind: 'appeal',
      at: tx.now(),
      text: `复议：${text.slice(0, 480)}`,
    })
    await tx.audit({
      action: 'dispute.appealed',
      subject: `dispute:${disputeId}`,
      data: { arbiterId: change.arbiterId },
    })
    const appealed = { ...dispute, ...change }
    await announce(tx, appealed)
    return appealed
  })
}

/** The nearest leader above the one who ruled who is not a party; else an administrator; else the same person again. */
async function nextArbiter(tx: Tx, dispute: DisputeRow): Promise<string> {
  const ruledBy = dispute.ruledBy!
  const tree = await DepartmentTree.load(tx.manager)
  const judge = await tx.manager.findOneBy(MemberEntity, { userId: ruledBy })
  const candidates = [...(judge ? tree.leadersOf(judge) : []), ...tx.config.adminUserIds].filter(
    id => id !== ruledBy && !isParty(dispute, id),
  )
  const active = candidates.length
    ? await tx.manager.findBy(MemberEntity, { userId: In(candidates), status: 'active' })
    : []
  return candidates.find(id => active.some(member => member.userId === id)) ?? ruledBy
}
