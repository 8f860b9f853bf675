import { RULES } from '../../config/rules'
import { contactClaimed } from '../cards/contact-cards'
import type { Tx } from '../context'
import { lockBlockingRows } from '../customer/blocking'
import { findDuplicates } from '../customer/find-duplicates'
import { decide } from '../customer/match-rules'
import { rulesInForce } from '../customer/rules-in-force'
import { saveCustomer } from '../customer/save-customer'
import { prepare } from '../matching'
import { personOf } from '../member/members'
import { takeOwnership } from '../ownership/take-ownership'
import { type Assessment, nameOf } from './assess'
import { idsOf, reportableFields } from './contact-fields'
import { openRemark } from './contact-store'
import { linkContact } from './link-contact'

/**
 * Two members hold a contact whose customer nobody has reported, and the contact's company is known: the one who added
 * the contact first becomes the owner, from that moment (docs/decisions/0005).
 * @returns false when somebody registered the customer in the meantime; then it has to be assessed again
 */
export async function registerFirstTouch(tx: Tx, { contact, link, firstHolder }: Assessment): Promise<boolean> {
  const holder = firstHolder!
  const name = nameOf(tx, contact, holder, link)!
  const own = reportableFields(contact, openRemark(tx, holder))
  const prepared = prepare({ ...idsOf(contact), name, contact: own?.contact, phones: own?.phone ? [own.phone] : [] })
  await lockBlockingRows(tx, prepared)
  const { action, match } = decide(await findDuplicates(tx, prepared, RULES.scope), await rulesInForce(tx))
  if (match?.relation === 'same' && action === 'block') {
    // The holder's words mean a registered customer: that is who the contact is.
    await linkContact(tx, contact, match.customerId, holder.userId)
    return false
  }
  const customer = await saveCustomer(tx, name, prepared, { createdBy: holder.userId })
  await takeOwnership(tx, {
    customerId: customer.id,
    scope: RULES.scope,
    ownerId: holder.userId,
    source: 'contact',
    since: holder.addedAt,
  })
  await linkContact(tx, contact, customer.id, holder.userId)
  await tx.send({
    type: 'notice',
    to: { kind: 'member', userId: holder.userId },
    notice: contactClaimed(customer.id, name, holder.addedAt, await personOf(tx.manager, link.userId)),
    dedupeKey: `claimed:${customer.id}`,
  })
  return true
}
