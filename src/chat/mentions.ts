import { RULES } from '../../config/rules'
import { collisionClosed, collisionForClaimant, collisionWarning } from '../cards/collision-cards'
import type { CollisionRow } from '../collision/collision.entity'
import { collisionFacts } from '../collision/collision-facts'
import { recordCollision } from '../collision/record-collision'
import type { Tx } from '../context'
import { CustomerEntity, type CustomerRow } from '../customer/customer.entity'
import type { Notice } from '../delivery/messages'
import { recogniseMentions } from '../mention/index'
import { activeOwnership } from '../ownership/active-ownerships'
import { isMine } from '../ownership/is-mine'
import type { Place } from './commands'

/** One message about at most this many customers; who pastes a list wants an import. */
const MOST_CUSTOMERS = 5

/**
 * Recognises registered customers in free talk that reaches us, and warns when one belongs to somebody else.
 * Quoted and forwarded parts repeat talk that had its warning when it was said: overheard they are passed over.
 * Who says to us nothing but a quotation asks about what is in it.
 * @returns whether a customer was found at all, and the answer about the first one of somebody else
 */
export async function warnAboutMentions(
  tx: Tx,
  text: string,
  place: Place,
): Promise<{ found: boolean; answer?: Notice }> {
  const all = await recogniseMentions(tx, text)
  const own = all.filter(span => !span.quoted)
  const spans = own.length || !isAddressed(place) ? own : all
  const seen = new Set<string>()
  let answer: Notice | undefined
  for (const span of spans) {
    if (seen.has(span.customerId) || seen.size >= MOST_CUSTOMERS) continue
    seen.add(span.customerId)
    const customer = await tx.manager.findOneBy(CustomerEntity, { id: span.customerId, status: 'active' })
    const notice = customer && (await touch(tx, customer, text.slice(span.start, span.end), span.score, place))
    answer ??= notice ?? undefined
  }
  return { found: all.length > 0, answer }
}

const isAddressed = (place: Place): boolean => place.kind === 'single' || place.addressed === true

async function touch(
  tx: Tx,
  customer: CustomerRow,
  words: string,
  score: number,
  place: Place,
): Promise<Notice | undefined> {
  const ownership = await activeOwnership(tx.manager, customer.id, RULES.scope)
  if (!ownership || (await isMine(tx.manager, ownership, tx.actor.userId))) return undefined
  const { collision, isNew } = await recordCollision(tx, {
    customerId: customer.id,
    scope: RULES.scope,
    ownerId: ownership.ownerId,
    claimantId: tx.actor.userId,
    trigger: 'mention',
    claimedName: words,
    score,
    evidence: [{ field: 'name', label: '消息中提到', mine: words, theirs: customer.name, kind: 'mention', weight: 1 }],
    reference: `message:${tx.requestId}`,
    warn: true,
    answered: place.kind === 'single',
  })
  if (place.kind === 'single') return collisionForClaimant(await collisionFacts(tx, collision))
  // A new one has its warning on the way; who asks us again about a known one gets it once more.
  return place.addressed && !isNew ? knownCollision(tx, collision) : undefined
}

async function knownCollision(tx: Tx, collision: CollisionRow): Promise<Notice> {
  const facts = await collisionFacts(tx, collision)
  return collision.status === 'open' ? collisionWarning(facts) : collisionClosed(facts, '已申诉，等裁决')
}
