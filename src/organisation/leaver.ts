import { IsNull } from 'typeorm'
import { handoverList } from '../cards/leaver-cards'
import type { Tx } from '../context'
import { CustomerEntity } from '../customer/customer.entity'
import { execute } from '../db/execute'
import { passOnCases } from '../dispute/pass-on-cases'
import { leaderOf } from '../member/leader-of'
import { personOf } from '../member/members'
import { OwnershipEntity } from '../ownership/ownership.entity'
import { passOnApprovals } from '../registration/pass-on-approvals'

/** How many customers the message names; the rest is counted. */
const LISTED = 10

/**
 * A colleague is gone (left, deleted, or out of the app's sight): sessions end, everything they own stays theirs, and the
 * leader gets the list of what to hand over. What waited for their decision goes to the next one. The second time nothing
 * happens.
 * @returns true when the member was active until now
 */
export async function markLeft(tx: Tx, userId: string, reason: string): Promise<boolean> {
  const now = tx.now()
  const changed = await execute(
    tx.manager,
    "UPDATE member SET status = 'left', left_at = ? WHERE user_id = ? AND status = 'active'",
    [now, userId],
  )
  if (changed !== 1) return false
  const ended = await execute(tx.manager, 'DELETE FROM session WHERE user_id = ?', [userId])
  const owned = await tx.manager.countBy(OwnershipEntity, { ownerId: userId, endedAt: IsNull() })
  await tx.audit({
    action: 'member.left',
    subject: `member:${userId}`,
    data: { reason, sessions: ended, customers: owned },
  })
  if (owned) await askForHandover(tx, userId, owned)
  await passOnCases(tx, userId)
  await passOnApprovals(tx, userId)
  return true
}

async function askForHandover(tx: Tx, userId: string, total: number): Promise<void> {
  const leader = await leaderOf(tx, userId)
  if (!leader) {
    tx.log.warn({ member: userId, customers: total }, 'nobody to hand the customers over to: set ADMIN_USERIDS')
    return
  }
  const ownerships = await tx.manager.find(OwnershipEntity, {
    where: { ownerId: userId, endedAt: IsNull() },
    order: { protectedUntil: 'ASC' },
    take: LISTED,
  })
  const items = []
  for (const { customerId, protectedUntil } of ownerships) {
    const customer = await tx.manager.findOneByOrFail(CustomerEntity, { id: customerId })
    items.push({ customerName: customer.name, protectedUntil })
  }
  await tx.send({
    type: 'notice',
    to: { kind: 'member', userId: leader },
    notice: handoverList(await personOf(tx.manager, userId), items, total),
  })
}
