import { disputeCard, disputeForOther } from '../cards/dispute-cards'
import type { Tx } from '../context'
import type { Notice } from '../delivery/messages'
import { groupsFor } from '../group/groups-for'
import type { DisputeRow } from './dispute.entity'
import { disputeFacts } from './dispute-facts'

/**
 * A case waits for its arbiter, for the first time or again: the card goes to the arbiter and to the groups of both sides,
 * the party who did not begin it learns that evidence is wanted.
 */
export async function announce(tx: Tx, dispute: DisputeRow, exceptGroup?: string): Promise<void> {
  const facts = await disputeFacts(tx, dispute)
  const card = disputeCard(facts)
  await announceTo(tx, dispute, card)
  for (const group of await groupsFor(tx, [dispute.ownerId, dispute.claimantId]))
    if (group.id !== exceptGroup)
      await tx.send({
        type: 'notice',
        to: { kind: 'group', groupId: group.id },
        notice: card,
        dedupeKey: `dispute:${dispute.id}:${dispute.round}:${group.id}`,
      })
  const [by, other] =
    tx.actor.userId === facts.owner.userId ? [facts.owner, facts.claimant] : [facts.claimant, facts.owner]
  await tx.send({ type: 'notice', to: { kind: 'member', userId: other.userId }, notice: disputeForOther(facts, by) })
}

/** The card for the one who decides. */
export async function announceTo(tx: Tx, { id, round, arbiterId }: DisputeRow, card: Notice): Promise<void> {
  await tx.send({
    type: 'notice',
    to: { kind: 'member', userId: arbiterId },
    notice: card,
    dedupeKey: `dispute:${id}:${round}:${arbiterId}`,
  })
}
