import type { Context, Tx } from '../context'
import { CustomerEntity, type CustomerRow, DistinctEntity } from '../customer/customer.entity'
import { distinctKey } from '../customer/find-duplicates'
import { requireLeader } from '../customer/lead-of-customer'
import { learnDistinct } from '../customer/learn'
import { conflict, notFound } from '../errors'
import { canonicalName } from '../matching'
import { StockFindingEntity, type StockFindingRow } from './stock-scan.entity'

/**
 * A manager says that two customers a scan found are not the same one: neither is shown for the other any more, and no scan
 * finds the pair again.
 * @throws not_found, forbidden, conflict when it is decided
 */
export function tellApart(context: Context, findingId: string): Promise<void> {
  return context.transaction(async tx => {
    const { finding, customer, other } = await findingToDecide(tx, findingId)
    await settle(tx, finding, { status: 'distinct', decidedBy: tx.actor.userId, decidedAt: tx.now() })
    await remember(tx, customer.id, other.id)
    // Two customers of one and the same name cannot be told apart by it.
    if (canonicalName(customer.name) === canonicalName(other.name)) return
    await learnDistinct(tx, { customerId: other.id, name: customer.name })
    await learnDistinct(tx, { customerId: customer.id, name: other.name })
  })
}

/** Takes "not the same" back; the finding is open again. */
export function reopenFinding(context: Context, findingId: string): Promise<void> {
  return context.transaction(async tx => {
    const { finding, customer, other } = await findingToDecide(tx, findingId, 'distinct')
    await settle(tx, finding, { status: 'open', decidedBy: null, decidedAt: null })
    for (const [one, two] of [
      [customer, other],
      [other, customer],
    ] as const)
      for (const otherKey of [two.id, distinctKey(tx, two.name)])
        await tx.manager.delete(DistinctEntity, { customerId: one.id, otherKey })
  })
}

/** A finding as it waits for a decision, with its customers. @throws not_found, forbidden, conflict */
export async function findingToDecide(tx: Tx, id: string, status: StockFindingRow['status'] = 'open') {
  const finding = await tx.manager.findOneBy(StockFindingEntity, { id })
  const customer = finding && (await active(tx, finding.customerId))
  const other = finding && (await active(tx, finding.otherId))
  if (!finding) throw notFound('相似客户')
  if (finding.status !== status || !customer || !other) throw conflict('这两个客户已经有人处理过了，请刷新')
  await requireLeader(tx, [customer.id, other.id])
  return { finding, customer, other }
}

const active = (tx: Tx, id: string): Promise<CustomerRow | null> =>
  tx.manager.findOneBy(CustomerEntity, { id, status: 'active' })

async function settle(
  tx: Tx,
  { id, status }: StockFindingRow,
  change: Pick<StockFindingRow, 'status' | 'decidedBy' | 'decidedAt'>,
): Promise<void> {
  const { affected } = await tx.manager.update(StockFindingEntity, { id, status }, change)
  if (affected !== 1) throw conflict('这两个客户刚刚被别人处理了，请刷新')
  await tx.audit({ action: 'stock_finding.decided', subject: `stock_finding:${id}`, data: { status: change.status } })
}

async function remember(tx: Tx, customerId: string, otherKey: string): Promise<void> {
  if (await tx.manager.existsBy(DistinctEntity, { customerId, otherKey })) return
  await tx.manager.insert(DistinctEntity, {
    id: tx.newId(),
    customerId,
    otherKey,
    sealedName: null,
    createdBy: tx.actor.userId,
    createdAt: tx.now(),
  })
}
