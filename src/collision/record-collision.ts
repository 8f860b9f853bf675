import { collisionForClaimant, collisionForOwner, collisionWarning } from '../cards/collision-cards'
import type { Tx } from '../context'
import { execute } from '../db/execute'
import { isDuplicate, TransactionConflict } from '../db/failures'
import type { Notice } from '../delivery/messages'
import { groupsFor } from '../group/groups-for'
import type { Evidence } from '../matching'
import { holdCustomer } from '../ownership/hold-customer'
import { CollisionEntity, type CollisionRow, type CollisionTrigger } from './collision.entity'
import { collisionFacts } from './collision-facts'
import { maskEvidence } from './mask-evidence'

export interface Touch {
  customerId: string
  scope: string
  ownerId: string
  claimantId: string
  trigger: CollisionTrigger
  claimedName: string
  score: number
  evidence: Evidence[]
  /** `registration:<id>`, `contact:<externalUserId>` … */
  reference?: string
  /** False for the first synchronisation and everything dated before installation. */
  warn: boolean
  /** The answer to what the claimant said tells them; a message of its own would say it twice. */
  answered?: boolean
}

/** One open collision per pair, customer and scope. */
export const collisionKeyOf = (touch: Pick<Touch, 'customerId' | 'scope' | 'ownerId' | 'claimantId'>) =>
  `${touch.customerId}|${touch.scope}|${touch.ownerId}|${touch.claimantId}`

/**
 * Records that a member touched somebody else's customer and warns, once per pair while the case is open.
 * A repeat is counted only.
 */
export async function recordCollision(tx: Tx, touch: Touch): Promise<{ collision: CollisionRow; isNew: boolean }> {
  const now = tx.now()
  const activeKey = collisionKeyOf(touch)
  const repeated = await execute(
    tx.manager,
    'UPDATE collision SET times = times + 1, last_at = ? WHERE active_key = ?',
    [now, activeKey],
  )
  if (repeated === 1)
    return { collision: await tx.manager.findOneByOrFail(CollisionEntity, { activeKey }), isNew: false }
  await holdCustomer(tx, touch.customerId)
  const collision: CollisionRow = {
    id: tx.newId(),
    customerId: touch.customerId,
    scope: touch.scope,
    ownerId: touch.ownerId,
    claimantId: touch.claimantId,
    trigger: touch.trigger,
    status: 'open',
    activeKey,
    claimedName: touch.claimedName.slice(0, 200),
    score: touch.score,
    evidence: maskEvidence(touch.evidence),
    reference: touch.reference ?? null,
    times: 1,
    firstAt: now,
    lastAt: now,
  }
  try {
    await tx.manager.insert(CollisionEntity, collision)
  } catch (error) {
    if (isDuplicate(error)) throw new TransactionConflict('the same collision was recorded in the same instant')
    throw error
  }
  await tx.audit({
    action: 'collision.recorded',
    subject: `collision:${collision.id}`,
    data: {
      customerId: touch.customerId,
      ownerId: touch.ownerId,
      claimantId: touch.claimantId,
      trigger: touch.trigger,
      score: touch.score,
    },
  })
  if (touch.warn) await warn(tx, collision, touch.answered)
  return { collision, isNew: true }
}

/** The groups of both sides, and privately the two members. */
async function warn(tx: Tx, collision: CollisionRow, answered = false): Promise<void> {
  const facts = await collisionFacts(tx, collision)
  for (const group of await groupsFor(tx, [collision.ownerId, collision.claimantId]))
    await tx.send({
      type: 'notice',
      to: { kind: 'group', groupId: group.id },
      notice: collisionWarning(facts),
      dedupeKey: `collision:${collision.id}:${group.id}`,
    })
  const tell = (userId: string, notice: Notice) => tx.send({ type: 'notice', to: { kind: 'member', userId }, notice })
  if (!answered) await tell(collision.claimantId, collisionForClaimant(facts))
  await tell(collision.ownerId, collisionForOwner(facts))
}
