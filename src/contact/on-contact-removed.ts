import { RULES } from '../../config/rules'
import { contactRemoved } from '../cards/contact-cards'
import type { Tx } from '../context'
import { CustomerEntity } from '../customer/customer.entity'
import { leaderOf } from '../member/leader-of'
import { personOf } from '../member/members'
import { activeOwnership } from '../ownership/active-ownerships'
import { isMine } from '../ownership/is-mine'
import { ExternalContactEntity } from './contact.entity'
import { endLink } from './contact-store'
import { onceKey } from './once-key'

export interface Removal {
  change: 'removed-by-member' | 'removed-by-customer' | (string & {})
  userId: string
  externalUserId: string
  createdAt: number
  byTransfer?: boolean
}

/**
 * Ends a link, not the ownership. When the customer is the holder's own, owner and manager are told; a contact that
 * WeCom moved to a colleague is no loss and nobody is told.
 */
export async function onContactRemoved(tx: Tx, event: Removal, seenAt: number): Promise<void> {
  const { userId, externalUserId } = event
  const by = event.change === 'removed-by-customer' ? 'contact' : 'member'
  const at = event.createdAt || seenAt
  if (!(await endLink(tx, userId, externalUserId, `removed-by-${by}`, at))) return
  await tx.audit({
    action: 'contact.removed',
    subject: `contact:${externalUserId}`,
    data: { userId, by, byTransfer: Boolean(event.byTransfer) },
  })
  if (!event.byTransfer) await tellAboutLoss(tx, userId, externalUserId, by, at)
}

async function tellAboutLoss(
  tx: Tx,
  userId: string,
  externalUserId: string,
  by: 'member' | 'contact',
  at: number,
): Promise<void> {
  const contact = await tx.manager.findOneBy(ExternalContactEntity, { externalUserId })
  const customer = contact?.customerId
    ? await tx.manager.findOneBy(CustomerEntity, { id: contact.customerId, status: 'active' })
    : null
  const ownership = customer && (await activeOwnership(tx.manager, customer.id, RULES.scope))
  if (!ownership || !(await isMine(tx.manager, ownership, userId))) return
  const notice = contactRemoved(customer.id, customer.name, await personOf(tx.manager, userId), by)
  const readers = new Set([ownership.ownerId, await leaderOf(tx, ownership.ownerId)])
  for (const reader of readers)
    if (reader)
      await tx.send({
        type: 'notice',
        to: { kind: 'member', userId: reader },
        notice,
        dedupeKey: onceKey('removed', userId, externalUserId, at, reader),
      })
}
