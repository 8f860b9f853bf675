import { In, IsNull, Not } from 'typeorm'
import type { Tx } from '../context'
import type { CustomerRow } from '../customer/customer.entity'
import { conflict, invalid } from '../errors'
import { CollaboratorEntity, OwnershipEntity, type OwnershipRow } from '../ownership/ownership.entity'
import { addCollaborator, endOwnership, takeOwnership } from '../ownership/take-ownership'
import type { Moved } from './merge.entity'

export interface MergedOwnership {
  moved: Moved
  /** Owners before, of either customer. */
  before: string[]
  /** The owner afterwards, in the scope that was decided last; undefined in the pool. */
  ownerId?: string
}

/** One owner per scope is left: the chosen one, else who has had their customer for longer. Joint members stay with theirs. */
export async function mergeOwnerships(
  tx: Tx,
  gone: CustomerRow,
  keepId: string,
  chosen: string | undefined,
): Promise<MergedOwnership> {
  const rows = await tx.manager.find(OwnershipEntity, {
    where: { customerId: In([keepId, gone.id]), activeKey: Not(IsNull()) },
    order: { since: 'ASC', id: 'ASC' },
  })
  const before = [...new Set(rows.map(row => row.ownerId))]
  if (chosen && !before.includes(chosen)) throw invalid('只能归现在两个客户的归属人之一', { field: 'ownerId' })
  const moved: Moved = { ownership_ended: [], ownership_taken: [] }
  let ownerId: string | undefined
  for (const scope of new Set(rows.map(row => row.scope))) {
    const ofScope = rows.filter(row => row.scope === scope)
    const winner = ofScope.find(row => row.ownerId === chosen) ?? ofScope[0]!
    await leaveTo(tx, winner, ofScope, keepId, moved)
    ownerId = winner.ownerId
  }
  return { moved, before, ownerId }
}

async function leaveTo(
  tx: Tx,
  winner: OwnershipRow,
  rows: OwnershipRow[],
  keepId: string,
  moved: Moved,
): Promise<void> {
  if (rows.some(row => row.frozenBy)) throw conflict('客户正在争议中，请等裁决后再操作')
  const ofOwner = rows.filter(row => row.ownerId === winner.ownerId)
  const protectedUntil = Math.max(...ofOwner.map(row => row.protectedUntil))
  const stays = ofOwner.find(row => row.customerId === keepId)
  for (const row of rows) {
    if (row === stays) continue
    await endOwnership(tx, row, 'merged')
    moved.ownership_ended!.push(row.id)
  }
  const now = stays ?? (await takeOwnership(tx, { ...winner, customerId: keepId, source: 'merge', protectedUntil }))
  if (stays) await tx.manager.update(OwnershipEntity, { id: stays.id }, { protectedUntil })
  else moved.ownership_taken!.push(now.id)
  const joint = await tx.manager.findBy(CollaboratorEntity, { ownershipId: In(ofOwner.map(row => row.id)) })
  for (const { ownershipId, userId, share } of joint)
    if (ownershipId === winner.id && winner.id !== now.id) await addCollaborator(tx, now, userId, share)
}
