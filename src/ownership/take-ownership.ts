import type { Tx } from '../context'
import { isDuplicate, TransactionConflict } from '../db/failures'
import { activeKeyOf } from './active-ownerships'
import { holdCustomer } from './hold-customer'
import { CollaboratorEntity, OwnershipEntity, type OwnershipRow, type OwnershipSource } from './ownership.entity'
import { firstProtection } from './ownership-rules'

interface Take {
  customerId: string
  scope: string
  ownerId: string
  source: OwnershipSource
  /** Default: now. Imports and contacts know better. */
  since?: number
  protectedUntil?: number
}

/**
 * Makes a member the owner of a customer that nobody owns. The unique key on the active row decides between two
 * that try at once: the other one's transaction is repeated and then finds an owner.
 */
export async function takeOwnership(tx: Tx, take: Take): Promise<OwnershipRow> {
  const now = tx.now()
  // An import has just inserted its customers.
  if (take.source !== 'import') await holdCustomer(tx, take.customerId)
  const row: OwnershipRow = {
    id: tx.newId(),
    customerId: take.customerId,
    scope: take.scope,
    ownerId: take.ownerId,
    activeKey: activeKeyOf(take.customerId, take.scope),
    source: take.source,
    since: take.since ?? now,
    protectedUntil: take.protectedUntil ?? firstProtection(now),
    frozenBy: null,
    endedAt: null,
    endReason: null,
  }
  try {
    await tx.manager.insert(OwnershipEntity, row)
  } catch (error) {
    if (isDuplicate(error)) throw new TransactionConflict('the customer got an owner in the same instant')
    throw error
  }
  await tx.audit({
    action: 'ownership.taken',
    subject: `customer:${take.customerId}`,
    data: { ownerId: take.ownerId, scope: take.scope, source: take.source },
  })
  return row
}

/** Ends an active ownership; its row stays as history. */
export async function endOwnership(tx: Tx, ownership: OwnershipRow, reason: string): Promise<void> {
  const ended = await tx.manager.update(
    OwnershipEntity,
    { id: ownership.id, activeKey: activeKeyOf(ownership.customerId, ownership.scope) },
    { activeKey: null, endedAt: tx.now(), endReason: reason, frozenBy: null },
  )
  if (ended.affected !== 1) throw new TransactionConflict('the ownership ended in the same instant')
  await tx.audit({
    action: 'ownership.ended',
    subject: `customer:${ownership.customerId}`,
    data: { ownerId: ownership.ownerId, reason },
  })
}

/** Adds a second member with a share of the credit (percent). */
export async function addCollaborator(tx: Tx, ownership: OwnershipRow, userId: string, share: number): Promise<void> {
  await tx.manager.delete(CollaboratorEntity, { ownershipId: ownership.id, userId })
  await tx.manager.insert(CollaboratorEntity, { ownershipId: ownership.id, userId, share, since: tx.now() })
  await tx.audit({ action: 'ownership.shared', subject: `customer:${ownership.customerId}`, data: { userId, share } })
}

/** The owner follows up alone again. */
export async function endCollaboration(tx: Tx, ownership: OwnershipRow): Promise<void> {
  const { affected } = await tx.manager.delete(CollaboratorEntity, { ownershipId: ownership.id })
  if (affected) await tx.audit({ action: 'ownership.unshared', subject: `customer:${ownership.customerId}` })
}
