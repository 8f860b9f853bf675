import { collisionClosed, collisionTakenBack } from '../cards/collision-cards'
import type { Context, Tx } from '../context'
import { confirmDistinct, confirmSame, takeBack } from '../customer/judge-name'
import { conflict, notFound } from '../errors'
import { personOf } from '../member/members'
import { CollisionEntity, type CollisionRow } from './collision.entity'
import { collisionFacts } from './collision-facts'

export type NameVerdict = 'same' | 'distinct' | 'undo'

const VERDICTS = { same: confirmSame, distinct: confirmDistinct, undo: takeBack }

/**
 * A manager says whether the name that collided is the customer. "Not the same" ends an open collision: its claimant may
 * report the customer. Undoing brings no collision back; the next report makes a new one.
 * @throws not_found, forbidden, conflict while a dispute about it runs
 */
export async function judgeCollision(
  context: Context,
  { collisionId, verdict }: { collisionId: string; verdict: NameVerdict },
): Promise<void> {
  await context.transaction(async tx => {
    const collision = await tx.manager.findOneBy(CollisionEntity, { id: collisionId })
    if (!collision) throw notFound('撞单记录')
    await VERDICTS[verdict](tx, { customerId: collision.customerId, name: collision.claimedName })
    if (verdict === 'distinct') await takeDown(tx, collision)
    await tx.audit({ action: 'collision.judged', subject: `collision:${collisionId}`, data: { verdict } })
  })
}

async function takeDown(tx: Tx, collision: CollisionRow): Promise<void> {
  const closed = await tx.manager.update(
    CollisionEntity,
    { id: collision.id, status: 'open' },
    { status: 'closed', activeKey: null },
  )
  if (closed.affected !== 1) {
    const { status } = await tx.manager.findOneByOrFail(CollisionEntity, { id: collision.id })
    if (status === 'closed') return
    throw conflict('这次撞单正在申诉，请在裁决时说明不是同一家客户')
  }
  const facts = await collisionFacts(tx, collision)
  const judge = await personOf(tx.manager, tx.actor.userId)
  const notice = collisionClosed(facts, `${judge.name} 已确认不是同一家客户`)
  await tx.send({ type: 'card-update', subject: `collision:${collision.id}`, notice })
  for (const party of [facts.claimant, facts.owner])
    await tx.send({
      type: 'notice',
      to: { kind: 'member', userId: party.userId },
      notice: collisionTakenBack(facts, judge, party),
    })
}
