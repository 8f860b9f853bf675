import type { Tx } from '../context'
import { conflict } from '../errors'
import { activeOwnership } from '../ownership/active-ownerships'
import { OwnershipEntity, type OwnershipRow } from '../ownership/ownership.entity'
import { addCollaborator, endCollaboration, endOwnership, takeOwnership } from '../ownership/take-ownership'
import type { DisputeRow } from './dispute.entity'
import { isParty } from './dispute-policy'

/**
 * The ownership after a ruling. One that ended during the case (released, owner left) is not revived by a dismissal; one of a
 * third colleague, who reported the released customer meanwhile, is not touched.
 * @throws conflict when the ruling would take the customer from a third colleague
 */
export async function applyRuling(tx: Tx, dispute: DisputeRow): Promise<void> {
  const current = await activeOwnership(tx.manager, dispute.customerId, dispute.scope)
  if (current?.frozenBy === dispute.id) await tx.manager.update(OwnershipEntity, { id: current.id }, { frozenBy: null })
  if (dispute.outcome === 'dismiss') return
  if (current && !isParty(dispute, current.ownerId)) throw conflict('客户已经归其他同事，只能驳回这起申诉')
  switch (dispute.outcome!) {
    case 'award':
      return award(tx, dispute, current)
    case 'joint': {
      const kept = current ?? (await give(tx, dispute, dispute.ownerId))
      for (const [userId, share] of Object.entries(dispute.shares!)) await addCollaborator(tx, kept, userId, share)
      return
    }
    case 'release':
      if (current) await endOwnership(tx, current, 'released')
  }
}

async function award(tx: Tx, dispute: DisputeRow, current: OwnershipRow | null): Promise<void> {
  const winner = dispute.awardTo!
  if (current?.ownerId === winner) return endCollaboration(tx, current)
  if (current) await endOwnership(tx, current, 'ruled')
  await give(tx, dispute, winner)
}

const give = (tx: Tx, { customerId, scope }: DisputeRow, ownerId: string) =>
  takeOwnership(tx, { customerId, scope, ownerId, source: 'ruling' })
