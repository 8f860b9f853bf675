import { disputeCard, rulingForGroup, rulingForParty } from '../cards/dispute-cards'
import type { Tx } from '../context'
import { groupsFor } from '../group/groups-for'
import { activeOwnership } from '../ownership/active-ownerships'
import { isMine } from '../ownership/is-mine'
import type { DisputeRow } from './dispute.entity'
import { disputeFacts } from './dispute-facts'
import { mayAppeal } from './dispute-policy'

/** The card changes wherever it can, both parties are told, groups whose card stays old get one short message. */
export async function tellRuling(tx: Tx, dispute: DisputeRow, tappedInGroup?: string): Promise<void> {
  const facts = await disputeFacts(tx, dispute)
  await tx.send({ type: 'card-update', subject: `dispute:${dispute.id}`, notice: disputeCard(facts) })
  const ownership = await activeOwnership(tx.manager, dispute.customerId, dispute.scope)
  for (const { userId } of [facts.owner, facts.claimant]) {
    const holding = !ownership ? 'pool' : (await isMine(tx.manager, ownership, userId)) ? 'mine' : 'others'
    const notice = rulingForParty(facts, holding, mayAppeal(dispute, userId, tx.now()))
    await tx.send({ type: 'notice', to: { kind: 'member', userId }, notice })
  }
  for (const group of await groupsFor(tx, [dispute.ownerId, dispute.claimantId]))
    if (group.id !== tappedInGroup)
      await tx.send({ type: 'notice', to: { kind: 'group', groupId: group.id }, notice: rulingForGroup(facts) })
}
