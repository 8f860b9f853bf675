import { In } from 'typeorm'
import { disputeCard } from '../cards/dispute-cards'
import type { Tx } from '../context'
import { announceTo } from './announce'
import { chooseAppealArbiter, chooseArbiter } from './choose-arbiter'
import { DisputeEntity } from './dispute.entity'
import { disputeFacts } from './dispute-facts'

/** An arbiter has left: each of their running cases goes to the next one, who gets the card. Without a next one it stays. */
export async function passOnCases(tx: Tx, arbiterId: string): Promise<void> {
  const running = await tx.manager.findBy(DisputeEntity, { arbiterId, status: In(['open', 'appealed']) })
  for (const dispute of running) {
    const next = await (dispute.status === 'appealed' ? chooseAppealArbiter : chooseArbiter)(tx, dispute)
    if (!next) {
      tx.log.warn({ dispute: dispute.id }, 'nobody can rule this case: set ADMIN_USERIDS')
      continue
    }
    await tx.manager.update(DisputeEntity, { id: dispute.id }, { arbiterId: next })
    await tx.audit({ action: 'dispute.passed-on', subject: `dispute:${dispute.id}`, data: { arbiterId: next } })
    const card = disputeCard(await disputeFacts(tx, { ...dispute, arbiterId: next }))
    await tx.send({ type: 'card-update', subject: card.subject!, notice: card })
    await announceTo(tx, { ...dispute, arbiterId: next }, card)
  }
}
