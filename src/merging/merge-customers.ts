import { In, IsNull, Not } from 'typeorm'
import type { Context, Tx } from '../context'
import { lockRowsOfMany } from '../customer/blocking'
import { CustomerEntity, type CustomerRow, HardKeyEntity } from '../customer/customer.entity'
import { requireLeader } from '../customer/lead-of-customer'
import { activeCustomer } from '../customer/learn'
import { aliasesOf } from '../customer/reindex-customer'
import { execute } from '../db/execute'
import { TransactionConflict } from '../db/failures'
import { DisputeEntity } from '../dispute/dispute.entity'
import { conflict, invalid } from '../errors'
import { blockingKeys, prepare } from '../matching'
import { holdCustomer } from '../ownership/hold-customer'
import { OwnershipEntity } from '../ownership/ownership.entity'
import { MergeEntity, type Moved } from './merge.entity'
import { mergeCollisions } from './merge-collisions'
import { mergeNames } from './merge-names'
import { mergeOwnerships } from './merge-ownerships'
import { moveFindings, moveRows } from './move-rows'
import { tellMerge } from './tell-merge'

export interface Merge {
  /** The customer that stays. */
  keepId: string
  /** The customer that becomes a part of it. */
  goneId: string
  /** One of the present owners; left out: who had their customer first. */
  ownerId?: string
}

/**
 * Two registered customers are one (合并): everything of the second goes over to the first, and its id leads there from
 * now on. One owner is left; both are told. Rows that similar reports lock are locked first, so that a report at the same
 * instant comes before or after.
 * @returns id of the merge, for its undo
 * @throws forbidden, not_found, invalid_input, conflict while a dispute about one of them runs
 */
export function mergeCustomers(context: Context, { keepId, goneId, ownerId }: Merge): Promise<string> {
  return context.transaction(async tx => {
    if (keepId === goneId) throw invalid('请选择两个不同的客户', { field: 'otherId' })
    const [keep, gone] = [await activeCustomer(tx, keepId), await activeCustomer(tx, goneId)]
    await requireLeader(tx, [keepId, goneId])
    await lockBoth(tx, [keep, gone])
    const left = await takeAway(tx, gone, keepId)
    await holdCustomer(tx, keepId)
    // Behind the locks: a case that was opened in the same instant has committed by now, or finds the customer gone.
    await refuseDisputed(tx, [keepId, goneId])
    const ownership = await mergeOwnerships(tx, left, keepId, ownerId)
    const moved: Moved = {
      ...ownership.moved,
      ...(await mergeNames(tx, keep, left)),
      ...(await moveRows(tx, goneId, keepId)),
      ...(await mergeCollisions(tx, goneId, keepId)),
    }
    await moveFindings(tx, goneId, keepId)
    const id = tx.newId()
    const by = { mergedBy: tx.actor.userId, mergedAt: tx.now() }
    await tx.manager.insert(MergeEntity, { id, keptId: keepId, goneId, moved, ...by, undoneBy: null, undoneAt: null })
    await tx.audit({ action: 'customer.merged', subject: `customer:${goneId}`, data: { into: keepId, mergeId: id } })
    await tellMerge(tx, { keep, gone, before: ownership.before, ownerId: ownership.ownerId })
    return id
  })
}

/** The blocking rows of both customers' names and hard keys, in one go and in order, as every report locks its own. */
export async function lockBoth(tx: Tx, customers: CustomerRow[]): Promise<void> {
  const batch = []
  for (const { id, name } of customers) {
    const hardKeys = await tx.manager.findBy(HardKeyEntity, { customerId: id })
    const prepared = prepare({ name, aliases: await aliasesOf(tx, id) })
    batch.push({ blockingKeys: blockingKeys(prepared), hashes: hardKeys.map(row => row.hash) })
  }
  await lockRowsOfMany(tx, batch)
}

/** A customer in dispute stays as it is until the ruling. */
export async function refuseDisputed(tx: Tx, customerIds: string[]): Promise<void> {
  const frozen = await tx.manager.countBy(OwnershipEntity, {
    customerId: In(customerIds),
    activeKey: Not(IsNull()),
    frozenBy: Not(IsNull()),
  })
  const running = await tx.manager.countBy(DisputeEntity, {
    customerId: In(customerIds),
    status: In(['open', 'appealed']),
  })
  if (frozen || running) throw conflict('客户正在争议中，请等裁决后再操作')
}

/** Of two merges at the same instant one takes the customer away. */
async function takeAway(tx: Tx, gone: CustomerRow, keepId: string): Promise<CustomerRow> {
  const taken = await execute(
    tx.manager,
    "UPDATE customer SET status = 'merged', merged_into = ?, updated_at = ? WHERE id = ? AND status = 'active'",
    [keepId, tx.now(), gone.id],
  )
  if (taken !== 1) throw new TransactionConflict('the customer was merged in the same instant')
  // Read behind the lock: a transaction that came before may have added to it.
  return tx.manager.findOneByOrFail(CustomerEntity, { id: gone.id })
}
