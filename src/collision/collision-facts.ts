import type { CollisionFacts } from '../cards/collision-cards'
import type { Context } from '../context'
import { CustomerEntity } from '../customer/customer.entity'
import { explainSentence } from '../matching'
import { personsOf } from '../member/members'
import { activeOwnership } from '../ownership/active-ownerships'
import type { CollisionRow } from './collision.entity'

/** Everything a card about a collision says, masked for a group. */
export async function collisionFacts(context: Context, collision: CollisionRow): Promise<CollisionFacts> {
  const customer = await context.read.findOneByOrFail(CustomerEntity, { id: collision.customerId })
  const people = await personsOf(context.read, [collision.ownerId, collision.claimantId])
  const ownership = await activeOwnership(context.read, collision.customerId, collision.scope)
  return {
    collisionId: collision.id,
    customerName: customer.name,
    owner: people.get(collision.ownerId)!,
    claimant: people.get(collision.claimantId)!,
    claimedName: collision.claimedName,
    trigger: collision.trigger,
    sentence: explainSentence(collision.evidence, 'same'),
    protectedUntil: ownership?.protectedUntil ?? collision.lastAt,
  }
}
