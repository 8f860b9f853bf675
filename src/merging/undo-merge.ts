import { In } from 'typeorm'
import { CollisionEntity } from '../collision/collision.entity'
import { collisionKeyOf } from '../collision/record-collision'
import type { Context, Tx } from '../context'
import { AliasEntity, CustomerEntity, type CustomerRow } from '../customer/customer.entity'
import { requireLeader } from '../customer/lead-of-customer'
import { aliasesOf, reindexCustomer, restoreKeys } from '../customer/reindex-customer'
import { execute } from '../db/execute'
import { conflict, notFound } from '../errors'
import { holdCustomer } from '../ownership/hold-customer'
import { OwnershipEntity, type OwnershipRow } from '../ownership/ownership.entity'
import { endOwnership, takeOwnership } from '../ownership/take-ownership'
import { MergeEntity, type Moved } from './merge.entity'
import { lockBoth, refuseDisputed } from './merge-customers'
import { moveBack } from './move-rows'
import { tellUndone } from './tell-merge'

/**
 * Takes a merge back: the customer that went is one of its own again, with what it brought and its owner; what has come
 * since stays with the one that was kept. An ownership that has changed since the merge stays as it is now.
 * @throws forbidden, not_found, conflict when it was undone, the kept customer was merged further, or a dispute runs
 */
export function undoMerge(context: Context, mergeId: string): Promise<void> {
  return context.transaction(async tx => {
    const merge = await tx.manager.findOneBy(MergeEntity, { id: mergeId })
    if (!merge) throw notFound('合并')
    const { keptId, goneId, moved } = merge
    const ended = await tx.manager.findBy(OwnershipEntity, { id: In(moved.ownership_ended ?? []) })
    await requireLeader(
      tx,
      [keptId],
      ended.map(row => row.ownerId),
    )
    const kept = await tx.manager.findOneByOrFail(CustomerEntity, { id: keptId })
    const gone = await tx.manager.findOneByOrFail(CustomerEntity, { id: goneId })
    if (kept.status !== 'active') throw conflict('合并后的客户又并入了别的客户，请先撤销那一次合并')
    await lockBoth(tx, [kept, gone])
    await bringBack(tx, gone, keptId)
    await holdCustomer(tx, keptId)
    await refuseDisputed(tx, [keptId])
    await restoreNames(tx, kept, gone, moved)
    await restoreCollisions(tx, moved.collision ?? [], keptId, goneId)
    const owners = await restoreOwners(tx, moved, ended, keptId)
    await tx.manager.update(MergeEntity, { id: mergeId }, { undoneBy: tx.actor.userId, undoneAt: tx.now() })
    await tx.audit({ action: 'customer.merge_undone', subject: `customer:${goneId}`, data: { from: keptId, mergeId } })
    await tellUndone(tx, kept, gone, owners)
  })
}

async function bringBack(tx: Tx, gone: CustomerRow, keptId: string): Promise<void> {
  const back = await execute(
    tx.manager,
    "UPDATE customer SET status = 'active', merged_into = NULL, updated_at = ? WHERE id = ? AND status = 'merged' AND merged_into = ?",
    [tx.now(), gone.id, keptId],
  )
  if (back !== 1) throw conflict('这次合并已经撤销过了')
}

async function restoreNames(tx: Tx, kept: CustomerRow, gone: CustomerRow, moved: Moved): Promise<void> {
  const formerAliases = await aliasesOf(tx, kept.id)
  if (moved.alias_added?.length) await tx.manager.delete(AliasEntity, { id: In(moved.alias_added) })
  await moveBack(tx, moved, kept.id, gone.id)
  await reindexCustomer(tx, kept, { formerAliases, lostDomains: moved.domains })
  await restoreKeys(tx, gone)
  if (moved.contact_copied?.length) await tx.manager.update(CustomerEntity, { id: kept.id }, { sealedContact: null })
}

async function restoreCollisions(tx: Tx, ids: string[], keptId: string, goneId: string): Promise<void> {
  const rows = ids.length ? await tx.manager.findBy(CollisionEntity, { id: In(ids), customerId: keptId }) : []
  for (const row of rows) {
    const back = { ...row, customerId: goneId }
    const activeKey = row.activeKey && collisionKeyOf(back)
    await tx.manager.update(CollisionEntity, { id: row.id }, { customerId: goneId, activeKey })
  }
}

/** @returns who owns one of the two now */
async function restoreOwners(tx: Tx, moved: Moved, ended: OwnershipRow[], keptId: string): Promise<string[]> {
  const taken = await tx.manager.findBy(OwnershipEntity, { id: In(moved.ownership_taken ?? []) })
  for (const row of taken) if (row.activeKey) await endOwnership(tx, row, 'merge-undone')
  const owners: string[] = []
  for (const { customerId, scope, ownerId, since, protectedUntil } of ended) {
    const fromKept = customerId === keptId
    // Ruled or handed over since: what was decided later holds.
    if (fromKept && !taken.some(row => row.scope === scope && row.activeKey)) continue
    await takeOwnership(tx, { customerId, scope, ownerId, source: 'merge', since, protectedUntil })
    owners.push(ownerId)
  }
  const rows = await tx.manager.findBy(OwnershipEntity, { customerId: keptId })
  return [...owners, ...rows.filter(row => row.activeKey).map(row => row.ownerId)]
}
