import { contactReported } from '../cards/contact-cards'
import type { Context, Tx } from '../context'
import type { Notice } from '../delivery/messages'
import { invalid, notFound } from '../errors'
import { type SubmitResult, submitRegistration } from '../registration/submit-registration'
import { assessAndAct } from './act'
import { ContactLinkEntity } from './contact.entity'
import { reportableFields } from './contact-fields'
import { linksOf, openRemark } from './contact-store'
import type { ContactFacts } from './directory'
import { knownContact, linkContact } from './link-contact'

/**
 * Reports (报备) a contact the member holds, with what stands in its remark, and links it when the customer is theirs then.
 * @param name company, when the remark does not tell it
 * @throws not_found for a contact the member does not hold, invalid_input when nobody knows the company
 */
export async function reportContact(
  context: Context,
  { externalUserId, name }: { externalUserId: string; name?: string },
): Promise<SubmitResult> {
  const { userId } = context.actor
  return context.transaction(async tx => {
    const link = await tx.manager.findOneBy(ContactLinkEntity, { userId, externalUserId, state: 'active' })
    if (!link) throw notFound('联系人')
    const contact = await knownContact(tx, externalUserId)
    const fields = reportableFields(contact, openRemark(tx, link)) ?? { externalUserId }
    if (!name && !fields.name)
      throw invalid('备注里还没有公司名称，请发送：报备 公司名 联系人 手机号', { field: 'name' })
    const result = await submitRegistration(tx, {
      ...fields,
      name: name ?? fields.name,
      requestKey: tx.requestId,
    })
    const mine = result.kind === 'registered' || result.kind === 'yours'
    if (mine && result.customer) {
      await linkContact(tx, contact, result.customer.id, userId)
      await tellOtherHolders(tx, contact, result.customer.id, userId)
    }
    return result
  })
}

/** From now on the contact has an owner, and whoever else holds it touches a colleague's customer. */
async function tellOtherHolders(tx: Tx, contact: ContactFacts, customerId: string, userId: string): Promise<void> {
  const links = await linksOf(tx, contact.externalUserId)
  for (const link of links)
    if (link.userId !== userId && link.state === 'active') await assessAndAct(tx, contact, customerId, link, links)
}

/** The button 报备 on the card that offered the contact (`report:<externalUserId>`). */
export async function reportContactByCard(tx: Tx, externalUserId: string): Promise<{ card: Notice; changed: boolean }> {
  const { kind, registration } = await reportContact(tx, { externalUserId })
  const card = contactReported(kind, { externalUserId, userId: tx.actor.userId }, registration.name)
  await tx.send({ type: 'card-update', subject: card.subject!, notice: card })
  return { card, changed: true }
}
