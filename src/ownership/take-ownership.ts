import type { Tx } from '../context'
import { isDuplicate, TransactionConflict } from '../db/failures'
import { insertRows } from '../db/insert-rows'
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
  await holdCustomer(tx, take.customerId)
  const row = firstRow(tx, take)
  try {
    await tx.manager.insert(OwnershipEntity, row)
  } catch (error) {
    if (isDuplicate(error)) throw new TransactionConflict('the customer got an owner in the same instant')
    throw error
  }
  await tx.audit(taken(take))
  return row
}

const COLUMNS = ['id', 'customer_id', 'scope', 'owner_id', 'active_key', 'source', 'since', 'protected_until']

/** Owners of customers inserted in this very transaction, which nobody else can hold: a few statements for all. */
export async function giveOwners(tx: Tx, takes: Take[]): Promise<void> {
  const rows = takes.map(take => {
    const { id, customerId, scope, ownerId, activeKey, source, since, protectedUntil } = firstRow(tx, take)
    return [id, customerId, scope, ownerId, activeKey, source, since, protectedUntil]
  })
  await insertRows(tx.manager, 'ownership', COLUMNS, rows)
  await tx.audit(...takes.map(taken))
}

function firstRow(tx: Tx, { customerId, scope, ownerId, source, since, protectedUntil }: Take): OwnershipRow {
  const now = tx.now()
  return {
    id: tx.newId(),
    customerId,
    scope,
    ownerId,
    activeKey: activeKeyOf(customerId, scope),
    source,
    since: since ?? now,
    protectedUntil: protectedUntil ?? firstProtection(now),
    frozenBy: null,
    endedAt: null,
    endReason: null,
  }
}

const taken = ({ customerId, ownerId, scope, source }: Take) => ({
  action: 'ownership.taken',
  subject: `customer:${customerId}`,
  data: { ownerId, scope, source },
})

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
