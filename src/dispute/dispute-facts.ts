import type { DisputeFacts, RulingFacts } from '../cards/dispute-cards'
import type { Context } from '../context'
import { CustomerEntity } from '../customer/customer.entity'
import { type Person, personsOf } from '../member/members'
import { maskFreeText } from '../privacy/mask'
import { DisputeEvidenceEntity, type DisputeRow } from './dispute.entity'

/** Instead of a follow-up note, for readers it was not written for. */
export const NOTE_OF_OTHERS = '写了跟进记录'

/** Everything a card about a case says, masked for a group. */
export async function disputeFacts(context: Context, dispute: DisputeRow): Promise<DisputeFacts> {
  const customer = await context.read.findOneByOrFail(CustomerEntity, { id: dispute.customerId })
  const evidence = await context.read.find(DisputeEvidenceEntity, {
    where: { disputeId: dispute.id },
    order: { at: 'ASC', id: 'ASC' },
  })
  const ids = [dispute.ownerId, dispute.claimantId, dispute.arbiterId, dispute.ruledBy, dispute.awardTo].filter(
    (id): id is string => Boolean(id),
  )
  const people = await personsOf(context.read, ids)
  const person = (id: string) => people.get(id)!
  return {
    disputeId: dispute.id,
    no: dispute.seq,
    customerName: customer.name,
    owner: person(dispute.ownerId),
    claimant: person(dispute.claimantId),
    arbiter: person(dispute.arbiterId),
    evidence: evidence.map(row => ({
      partyId: row.partyId,
      at: row.at,
      // Notes were written for nobody's eyes but the writer's and their leaders'; the arbiter opens them in the case itself.
      text: row.kind === 'follow-up' ? NOTE_OF_OTHERS : maskFreeText(context.vault.open(row.sealed)),
    })),
    withdrawn: dispute.status === 'withdrawn',
    ...(dispute.status === 'appealed'
      ? { appealed: rulingOf(dispute, person) }
      : { ruling: rulingOf(dispute, person) }),
  }
}

function rulingOf(dispute: DisputeRow, person: (id: string) => Person): RulingFacts | undefined {
  const { outcome, ruledBy, awardTo, shares, reason, status } = dispute
  if (!outcome || !ruledBy) return undefined
  return {
    outcome,
    isSecond: status === 'closed',
    awardTo: awardTo ? person(awardTo) : undefined,
    shares: shares ? Object.entries(shares).map(([id, percent]) => ({ person: person(id), percent })) : undefined,
    by: person(ruledBy),
    reason: reason ? maskFreeText(reason) : undefined,
  }
}
