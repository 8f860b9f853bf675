import { disputeCard, rulingForGroup, rulingForParty } from '../cards/dispute-cards'
import type { Tx } from '../context'
import { groupsFor } from '../group/groups-for'
import type { DisputeRow } from './dispute.entity'
import { disputeFacts } from './dispute-facts'
import { mayAppeal } from './dispute-policy'

/** The card changes wherever it can, both parties are told, groups whose card stays old get one short message. */
export async function tellRuling(tx: Tx, dispute: DisputeRow, tappedInGroup?: string): Promise<void> {
  const facts = await disputeFacts(tx, dispute)
  await tx.send({ type: 'card-update', subject: `dispute:${dispute.id}`, notice: disputeCard(facts) })
  for (const party of [facts.owner, facts.claimant])
    await tx.send({
      type: 'notice',
      to: { kind: 'member', userId: party.userId },
      notice: rulingForParty(facts, party, mayAppeal(dispute, party.userId, tx.now())),
    })
  for (const group of await groupsFor(tx, [dispute.ownerId, dispute.claimantId]))
    if (group.id !== tappedInGroup)
      await tx.send({ type: 'notice', to: { kind: 'group', groupId: group.id }, notice: rulingForGroup(facts) })
}
