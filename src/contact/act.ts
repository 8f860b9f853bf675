import { RULES } from '../../config/rules'
import { contactFree, contactShared, contactUnknown } from '../cards/contact-cards'
import { maskEvidence } from '../collision/mask-evidence'
import { recordCollision, type Touch } from '../collision/record-collision'
import type { Tx } from '../context'
import { personOf } from '../member/members'
import { type Assessment, assess, type Occasion } from './assess'
import { ContactLinkEntity, type ContactLinkRow } from './contact.entity'
import { publicName, reportableFields } from './contact-fields'
import type { Decision } from './contact-rules'
import { openRemark } from './contact-store'
import type { ContactFacts } from './directory'
import { registerFirstTouch } from './first-touch'
import { keepLateFinding } from './late-findings'
import { linkContact } from './link-contact'
import { onceKey } from './once-key'
import { addReviewItem } from './review-items'

/** Assesses one member's hold on a contact and does what follows from it, all in the open transaction. */
export async function assessAndAct(
  tx: Tx,
  contact: ContactFacts,
  linkedId: string | null,
  link: ContactLinkRow,
  links: ContactLinkRow[],
  occasion: Occasion = {},
): Promise<Decision> {
  const found = await assess(tx, contact, linkedId, link, links, occasion)
  if (found.decision.do === 'first-touch') {
    await registerFirstTouch(tx, found)
    // Now there is a customer with an owner, so the same question has a plain answer.
    const again = await assess(tx, contact, await linkedCustomerId(tx, contact), link, links, occasion)
    await act(tx, again)
    return again.decision
  }
  await act(tx, found)
  return found.decision
}

async function linkedCustomerId(tx: Tx, contact: ContactFacts): Promise<string | null> {
  const [row] = await tx.manager.query(
    'SELECT customer_id AS customerId FROM external_contact WHERE external_user_id = ?',
    [contact.externalUserId],
  )
  return row?.customerId ?? null
}

async function act(tx: Tx, found: Assessment): Promise<void> {
  const { decision, contact, link, identified } = found
  switch (decision.do) {
    case 'link':
      return linkContact(tx, contact, identified!.customerId, link.userId)
    case 'collide':
      return collide(tx, found, decision.late)
    case 'offer':
      return offer(tx, found, decision.late)
    case 'ask':
      return ask(tx, found, decision.late)
    case 'review':
      return review(tx, found, decision.kind)
    case 'first-touch':
    case 'nothing':
      return
  }
}

async function collide(tx: Tx, { contact, link, identified }: Assessment, late: boolean): Promise<void> {
  const touch: Touch = {
    customerId: identified!.customerId,
    scope: RULES.scope,
    ownerId: identified!.ownership!.ownerId,
    claimantId: link.userId,
    trigger: 'contact',
    claimedName: publicName(contact, openRemark(tx, link), identified!.by === 'company'),
    score: identified!.score,
    // Numbers and ids of the contact are masked before they are stored.
    evidence: maskEvidence(identified!.evidence),
    reference: `contact:${contact.externalUserId}`,
    warn: true,
  }
  if (!late) {
    await recordCollision(tx, touch)
    return
  }
  const subject = `collision:${touch.customerId}:${link.userId}`
  await keepLateFinding(tx, {
    kind: 'collision',
    subject,
    userId: link.userId,
    externalUserId: contact.externalUserId,
    data: { ...touch },
  })
}

async function offer(tx: Tx, { contact, link, identified }: Assessment, late: boolean): Promise<void> {
  await told(tx, link, 'offeredAt')
  if (late) return keepContact(tx, 'offer', contact, link)
  const customerName = identified?.name ?? reportableFields(contact, openRemark(tx, link))?.name
  await tx.send({
    type: 'notice',
    to: { kind: 'member', userId: link.userId },
    notice: contactFree(cardFacts(tx, contact, link), customerName),
    dedupeKey: onceKey('offer', link.userId, contact.externalUserId),
  })
}

async function ask(tx: Tx, { contact, link, firstHolder }: Assessment, late: boolean): Promise<void> {
  await told(tx, link, 'askedAt')
  if (late) return keepContact(tx, 'ask', contact, link)
  const first = firstHolder && { ...(await personOf(tx.manager, firstHolder.userId)), addedAt: firstHolder.addedAt }
  await tx.send({
    type: 'notice',
    to: { kind: 'member', userId: link.userId },
    notice: contactUnknown(cardFacts(tx, contact, link), first),
    dedupeKey: onceKey('ask', link.userId, contact.externalUserId),
  })
  if (!firstHolder) return
  await tx.send({
    type: 'notice',
    to: { kind: 'member', userId: firstHolder.userId },
    notice: contactShared(cardFacts(tx, contact, firstHolder), await personOf(tx.manager, link.userId)),
    dedupeKey: onceKey('shared', firstHolder.userId, contact.externalUserId, link.userId),
  })
}

async function review(
  tx: Tx,
  { contact, link, links, identified }: Assessment,
  kind: Extract<Decision, { do: 'review' }>['kind'],
): Promise<void> {
  const { externalUserId } = contact
  const holders = links.filter(other => other.state === 'active').map(other => other.userId)
  const single = kind === 'stock-collision'
  await addReviewItem(tx, kind, single ? `${externalUserId}|${link.userId}` : externalUserId, {
    externalUserId,
    userIds: single ? [link.userId] : holders,
    ...(identified && {
      customerId: identified.customerId,
      ownerId: identified.ownership?.ownerId,
      score: identified.score,
    }),
  })
}

async function keepContact(tx: Tx, kind: 'offer' | 'ask', contact: ContactFacts, link: ContactLinkRow): Promise<void> {
  const sealedName = tx.vault.seal(publicName(contact, openRemark(tx, link)))
  const subject = `${kind}:${link.userId}:${contact.externalUserId}`
  await keepLateFinding(tx, {
    kind,
    subject,
    userId: link.userId,
    externalUserId: contact.externalUserId,
    data: { sealedName },
  })
}

async function told(tx: Tx, link: ContactLinkRow, what: 'askedAt' | 'offeredAt'): Promise<void> {
  await tx.manager.update(
    ContactLinkEntity,
    { userId: link.userId, externalUserId: link.externalUserId },
    { [what]: tx.now() },
  )
}

const cardFacts = (tx: Tx, contact: ContactFacts, link: ContactLinkRow) => ({
  externalUserId: contact.externalUserId,
  userId: link.userId,
  contactName: publicName(contact, openRemark(tx, link)),
  addedAt: link.addedAt,
})
