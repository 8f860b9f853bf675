import { disputeCard, disputeWithdrawn } from '../cards/dispute-cards'
import { CollisionEntity } from '../collision/collision.entity'
import type { Context } from '../context'
import { conflict, notFound } from '../errors'
import { OwnershipEntity } from '../ownership/ownership.entity'
import { DisputeEntity, type DisputeRow } from './dispute.entity'
import { disputeFacts } from './dispute-facts'

/** The claimant takes a case back before it is ruled; the ownership is free again. */
export async function withdrawDispute(context: Context, disputeId: string): Promise<DisputeRow> {
  return context.transaction(async tx => {
    const dispute = await tx.manager.findOneBy(DisputeEntity, { id: disputeId })
    if (!dispute || dispute.claimantId !== tx.actor.userId) throw notFound('申诉')
    if (dispute.status === 'withdrawn') return dispute
    const { affected } = await tx.manager.update(
      DisputeEntity,
      { id: disputeId, status: 'open' },
      { status: 'withdrawn', activeKey: null },
    )
    if (affected !== 1) throw conflict('这起申诉已经裁决，不能撤回')
    await tx.manager.update(OwnershipEntity, { frozenBy: disputeId }, { frozenBy: null })
    await tx.manager.update(CollisionEntity, { id: dispute.collisionId }, { status: 'closed', activeKey: null })
    await tx.audit({ action: 'dispute.withdrawn', subject: `dispute:${disputeId}` })
    const withdrawn = { ...dispute, status: 'withdrawn' as const, activeKey: null }
    const facts = await disputeFacts(tx, withdrawn)
    await tx.send({ type: 'card-update', subject: `dispute:${disputeId}`, notice: disputeCard(facts) })
    const owner = { kind: 'member' as const, userId: dispute.ownerId }
    await tx.send({ type: 'notice', to: owner, notice: disputeWithdrawn(facts) })
    return withdrawn
  })
}
