import { In } from 'typeorm'
import { collisionClosed } from '../cards/collision-cards'
import { CollisionEntity, type CollisionRow } from '../collision/collision.entity'
import { collisionFacts } from '../collision/collision-facts'
import { collisionKeyOf } from '../collision/record-collision'
import type { Tx } from '../context'
import { activeOwnership } from '../ownership/active-ownerships'
import type { Moved } from './merge.entity'

/**
 * Collisions go over. Open ones that speak of an owner who is none any more, or of the owner as the one who touched, are
 * over; of two about the same pair one is left.
 */
export async function mergeCollisions(tx: Tx, goneId: string, keepId: string): Promise<Moved> {
  const rows = await tx.manager.find(CollisionEntity, {
    where: { customerId: In([keepId, goneId]) },
    order: { id: 'ASC' },
  })
  const open = new Set<string>()
  for (const row of rows) {
    const merged = { ...row, customerId: keepId }
    const key = collisionKeyOf(merged)
    const stays = row.status === 'open' && !open.has(key) && (await isTrue(tx, merged))
    if (stays) open.add(key)
    const activeKey = stays ? key : null
    const status = row.status === 'open' && !stays ? ('closed' as const) : row.status
    await tx.manager.update(CollisionEntity, { id: row.id }, { customerId: keepId, activeKey, status })
    if (status !== row.status) await closeCard(tx, merged)
  }
  return { collision: rows.filter(row => row.customerId === goneId).map(row => row.id) }
}

async function isTrue(tx: Tx, { customerId, scope, ownerId, claimantId }: CollisionRow): Promise<boolean> {
  const ownership = await activeOwnership(tx.manager, customerId, scope)
  return ownership?.ownerId === ownerId && claimantId !== ownerId
}

async function closeCard(tx: Tx, collision: CollisionRow): Promise<void> {
  const notice = collisionClosed(await collisionFacts(tx, collision), '两个客户已合并')
  await tx.send({ type: 'card-update', subject: `collision:${collision.id}`, notice })
}
