import { RULES } from '../../config/rules'
import { recordCollision } from '../collision/record-collision'
import type { Context, Tx } from '../context'
import { CustomerEntity } from '../customer/customer.entity'
import { conflict, notFound } from '../errors'
import { activeOwnership } from '../ownership/active-ownerships'
import { ReviewItemEntity, type ReviewItemRow } from './contact.entity'
import { knownContact, linkContact } from './link-contact'
import { requireAdmin } from './list-review-items'
import type { ReviewData } from './review-items'

/**
 * - `ours`: the contact does belong to the customer found; remembered, no collision
 * - `collision`: the holders did touch somebody else's customer; from now on an ordinary collision, with its warning
 * - `ignore`: nothing follows
 */
export type Resolution = 'ours' | 'collision' | 'ignore'

/**
 * An administrator settles something of the review list. The same resolution twice is once.
 * @throws not_found, conflict when it was settled otherwise or nothing is left to collide with
 */
export async function resolveReviewItem(
  context: Context,
  { id, resolution }: { id: string; resolution: Resolution },
): Promise<void> {
  requireAdmin(context)
  await context.transaction(async tx => {
    const item = await tx.manager.findOneBy(ReviewItemEntity, { id })
    if (!item) throw notFound('核对事项')
    if (item.status === 'resolved') {
      if (item.resolution === resolution) return
      throw conflict('这一条已经处理过了，请刷新列表')
    }
    await carryOut(tx, item, resolution)
    const change = { status: 'resolved' as const, resolution, resolvedAt: tx.now(), resolvedBy: tx.actor.userId }
    await tx.manager.update(ReviewItemEntity, { id }, change)
    await tx.audit({ action: 'review.resolved', subject: `review_item:${id}`, data: { resolution, kind: item.kind } })
  })
}

async function carryOut(tx: Tx, item: ReviewItemRow, resolution: Resolution): Promise<void> {
  const { customerId, externalUserId, userIds, score } = item.data as unknown as ReviewData
  if (resolution === 'ignore') return
  const customer = customerId ? await tx.manager.findOneBy(CustomerEntity, { id: customerId, status: 'active' }) : null
  if (resolution === 'ours') {
    if (customer) await linkContact(tx, await knownContact(tx, externalUserId), customer.id, userIds[0]!)
    return
  }
  const ownership = customer && (await activeOwnership(tx.manager, customer.id, RULES.scope))
  const claimants = userIds.filter(userId => userId !== ownership?.ownerId)
  if (!ownership || !claimants.length) throw conflict('这个联系人没有对应的他人客户，不能记为撞单，请先报备')
  for (const claimantId of claimants)
    await recordCollision(tx, {
      customerId: customer.id,
      scope: RULES.scope,
      ownerId: ownership.ownerId,
      claimantId,
      trigger: 'contact',
      claimedName: customer.name,
      score: score ?? 1,
      evidence: [],
      reference: `contact:${externalUserId}`,
      warn: true,
    })
}
