import { RULES } from '../../config/rules'
import type { Context, Tx } from '../context'
import { CustomerEntity } from '../customer/customer.entity'
import { enrichCustomer } from '../customer/save-customer'
import { forbidden, notFound } from '../errors'
import { activeOwnership } from '../ownership/active-ownerships'
import { holdCustomer } from '../ownership/hold-customer'
import { isMine } from '../ownership/is-mine'
import { ContactLinkEntity, ExternalContactEntity } from './contact.entity'
import { idsOf, reportableFields } from './contact-fields'
import { openRemark } from './contact-store'
import type { ContactFacts } from './directory'

/**
 * Remembers who a contact is, and gives the customer what the holder knows about them: ids, mobiles, the person's name.
 * What belongs to other customers is left alone.
 */
export async function linkContact(tx: Tx, contact: ContactFacts, customerId: string, userId: string): Promise<void> {
  const { externalUserId } = contact
  const row = await tx.manager.findOneByOrFail(ExternalContactEntity, { externalUserId })
  const customer = await tx.manager.findOneByOrFail(CustomerEntity, { id: customerId })
  if (row.customerId === customerId) {
    // The unionid may have become known after the link.
    await enrichCustomer(tx, customer, idsOf(contact))
    return
  }
  await holdCustomer(tx, customerId)
  await tx.manager.update(ExternalContactEntity, { externalUserId }, { customerId })
  const link = await tx.manager.findOneBy(ContactLinkEntity, { userId, externalUserId })
  const known = link && reportableFields(contact, openRemark(tx, link))
  await enrichCustomer(tx, customer, {
    ...idsOf(contact),
    phones: known?.phone ? [known.phone] : [],
    contact: known?.contact,
  })
  await tx.audit({ action: 'contact.linked', subject: `customer:${customerId}`, data: { externalUserId, userId } })
}

/**
 * A member says whose contact this is: one they hold, and one of their own customers.
 * @throws not_found for a contact they do not hold, forbidden for somebody else's customer
 */
export async function linkOwnContact(
  context: Context,
  { externalUserId, customerId }: { externalUserId: string; customerId: string },
): Promise<void> {
  const { userId } = context.actor
  await context.transaction(async tx => {
    const link = await tx.manager.findOneBy(ContactLinkEntity, { userId, externalUserId, state: 'active' })
    if (!link) throw notFound('联系人')
    const ownership = await activeOwnership(tx.manager, customerId, RULES.scope)
    if (!ownership || !(await isMine(tx.manager, ownership, userId)))
      throw forbidden('只能关联到你自己的客户，请先报备')
    await linkContact(tx, await knownContact(tx, externalUserId), customerId, userId)
  })
}

/** A contact as it was last heard of. */
export async function knownContact(tx: Tx, externalUserId: string): Promise<ContactFacts> {
  const row = await tx.manager.findOneBy(ExternalContactEntity, { externalUserId })
  if (!row) throw notFound('联系人')
  return {
    externalUserId,
    name: tx.vault.open(row.sealedName),
    type: row.type === 2 ? 2 : 1,
    ...(row.corpName && { corpName: row.corpName }),
    ...(row.sealedUnionid && { unionid: tx.vault.open(row.sealedUnionid) }),
  }
}
