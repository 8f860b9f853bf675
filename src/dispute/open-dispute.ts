import { IsNull } from 'typeorm'
import { collisionClosed } from '../cards/collision-cards'
import { CollisionEntity, type CollisionRow } from '../collision/collision.entity'
import { collisionFacts } from '../collision/collision-facts'
import type { Context, Tx } from '../context'
import { isDuplicate, TransactionConflict } from '../db/failures'
import { conflict, notFound } from '../errors'
import { personOf } from '../member/members'
import { activeOwnership } from '../ownership/active-ownerships'
import { holdCustomer } from '../ownership/hold-customer'
import { OwnershipEntity, type OwnershipRow } from '../ownership/ownership.entity'
import { storeEvidence } from './add-evidence'
import { announce } from './announce'
import { chooseArbiter } from './choose-arbiter'
import { DisputeEntity, type DisputeRow } from './dispute.entity'
import { gatherEvidence } from './gather-evidence'

export interface OpenDisputeInput {
  collisionId: string
  statement?: string
  /** The group whose card was tapped: its card turns into the case's card, so it gets no second one. */
  tappedInGroup?: string
}

/**
 * Opens a case about a collision (申诉). Only the claimant may; a second time returns the running case.
 * The ownership is frozen until it is ruled, the evidence known to the system is put together, arbiter and owner are told.
 * @throws not_found for others' collisions, conflict when the collision is over
 */
export async function openDispute(context: Context, input: OpenDisputeInput): Promise<DisputeRow> {
  return context.transaction(async tx => {
    const collision = await tx.manager.findOneBy(CollisionEntity, { id: input.collisionId })
    if (!collision || collision.claimantId !== tx.actor.userId) throw notFound('撞单记录')
    const running = await tx.manager.findOneBy(DisputeEntity, { activeKey: collision.id })
    if (running) return running
    if (collision.status === 'closed') throw conflict('这次撞单已经处理完毕，不能再申诉')
    await holdCustomer(tx, collision.customerId)
    const ownership = await activeOwnership(tx.manager, collision.customerId, collision.scope)
    if (!ownership || ownership.ownerId !== collision.ownerId) throw conflict('客户的归属已经变化，请重新报备')
    if (ownership.frozenBy) {
      // A second tap of the same instant: between our two looks the first one has committed.
      const freezing = await tx.manager.findOneBy(DisputeEntity, { id: ownership.frozenBy })
      if (freezing?.collisionId === collision.id) return freezing
      throw conflict('这个客户正在另一起争议中，请等裁决后再申诉')
    }

    const dispute = await insertDispute(tx, collision)
    await freeze(tx, ownership, dispute.id)
    await tx.manager.update(CollisionEntity, { id: collision.id }, { status: 'disputed' })
    for (const item of await gatherEvidence(tx, collision)) await storeEvidence(tx, dispute.id, item)
    if (input.statement?.trim())
      await storeEvidence(tx, dispute.id, {
        partyId: tx.actor.userId,
        kind: 'statement',
        at: tx.now(),
        text: input.statement.trim().slice(0, 500),
      })
    await tx.audit({
      action: 'dispute.opened',
      subject: `dispute:${dispute.id}`,
      data: { collisionId: collision.id, arbiterId: dispute.arbiterId },
    })
    await announce(tx, dispute, input.tappedInGroup)
    const warning = collisionClosed(
      await collisionFacts(tx, collision),
      `已申诉，等 ${(await personOf(tx.manager, dispute.arbiterId)).name} 裁决`,
    )
    await tx.send({ type: 'card-update', subject: `collision:${collision.id}`, notice: warning })
    return dispute
  })
}

/** By a conditional update: of two cases about one customer at the same instant one freezes it. */
async function freeze(tx: Tx, { id, activeKey }: OwnershipRow, disputeId: string): Promise<void> {
  const { affected } = await tx.manager.update(
    OwnershipEntity,
    { id, activeKey: activeKey!, frozenBy: IsNull() },
    { frozenBy: disputeId },
  )
  if (affected !== 1) throw new TransactionConflict('another case froze the customer in the same instant')
}

async function insertDispute(tx: Tx, collision: CollisionRow): Promise<DisputeRow> {
  const arbiterId = await chooseArbiter(tx, collision)
  if (!arbiterId) throw nobodyToRule()
  const row: Omit<DisputeRow, 'seq'> = {
    id: tx.newId(),
    collisionId: collision.id,
    customerId: collision.customerId,
    scope: collision.scope,
    claimantId: collision.claimantId,
    ownerId: collision.ownerId,
    arbiterId,
    status: 'open',
    activeKey: collision.id,
    openedAt: tx.now(),
    round: 0,
    outcome: null,
    awardTo: null,
    shares: null,
    reason: null,
    ruledBy: null,
    ruledAt: null,
  }
  try {
    const inserted = await tx.manager.insert(DisputeEntity, row as DisputeRow)
    return { ...row, seq: Number(inserted.identifiers[0]!.seq) }
  } catch (error) {
    if (isDuplicate(error)) throw new TransactionConflict('the same case was opened in the same instant')
    throw error
  }
}

/** A case that nobody may rule would freeze the customer for ever. */
export const nobodyToRule = () =>
  conflict(
    '现在没有人可以裁决：双方没有共同的上级，也没有与此无关的管理员。请联系系统管理员，在 ADMIN_USERIDS 里加一位后再申诉',
  )
