import type { Context, Tx } from '../context'
import { assessAndAct } from './act'
import { assess } from './assess'
import { linksOf, lockContact, saveFollower } from './contact-store'
import type { ContactDetail, Directory } from './directory'
import { linkContact } from './link-contact'
import { onContactRemoved } from './on-contact-removed'

/** A change WeCom tells about (document 92130). Ids only: what is true is fetched. */
export interface ContactChange {
  change:
    | 'added'
    | 'half-added'
    | 'edited'
    | 'removed-by-member'
    | 'removed-by-customer'
    | 'transfer-failed'
    | 'archive-agreed'
  /** Lower-cased. */
  userId: string
  externalUserId: string
  /** Time of the event, epoch ms; 0 when WeCom sent none. */
  createdAt: number
  /** Removed because WeCom moved the contact to a colleague. */
  byTransfer?: boolean
  failReason?: string
}

export interface PreparedContact {
  detail: ContactDetail | 'none' | 'not-needed'
  /** When WeCom was asked. */
  seenAt: number
}

const NEEDS_DETAIL = new Set<ContactChange['change']>(['added', 'half-added', 'edited'])

/** Fetches what the change needs, before the transaction. */
export async function prepareContactChange(
  context: Context,
  directory: Directory,
  event: ContactChange,
): Promise<PreparedContact> {
  const seenAt = context.now()
  if (!NEEDS_DETAIL.has(event.change)) return { detail: 'not-needed', seenAt }
  return { detail: await directory.getContact(event.externalUserId), seenAt }
}

/** Applies the change. The same event twice, or earlier ones after later ones, give one effect. */
export async function applyContactChange(tx: Tx, event: ContactChange, prepared: PreparedContact): Promise<void> {
  switch (event.change) {
    case 'added':
    case 'half-added':
    case 'edited':
      if (prepared.detail === 'none' || prepared.detail === 'not-needed') return
      return applyDetail(tx, event, prepared.detail, prepared.seenAt)
    case 'removed-by-member':
    case 'removed-by-customer':
      return onContactRemoved(tx, event, prepared.seenAt)
    case 'transfer-failed':
      await tx.audit({
        action: 'contact.transfer-failed',
        subject: `contact:${event.externalUserId}`,
        data: { userId: event.userId, reason: event.failReason },
      })
      return
    case 'archive-agreed':
      return
  }
}

async function applyDetail(tx: Tx, event: ContactChange, detail: ContactDetail, seenAt: number): Promise<void> {
  const row = await lockContact(tx, detail)
  for (const follower of detail.followers) {
    const isMeant = follower.userId === event.userId
    const eventAt = isMeant && event.createdAt ? event.createdAt : undefined
    await saveFollower(tx, detail.externalUserId, follower, {
      at: seenAt,
      eventAt,
      addEventAt: event.change === 'edited' ? undefined : eventAt,
    })
  }
  const links = await linksOf(tx, detail.externalUserId)
  const focus = links.find(link => link.userId === event.userId)
  if (focus?.state !== 'active' || !detail.followers.some(follower => follower.userId === event.userId)) return
  const linkedId = row.customerId ?? (await linkByColleague(tx, detail, links, event.userId))
  await assessAndAct(tx, detail, linkedId, focus, links)
}

/** A colleague's own words may tell that the contact is their customer (design: other members in follow_user[]). */
async function linkByColleague(
  tx: Tx,
  contact: ContactDetail,
  links: Awaited<ReturnType<typeof linksOf>>,
  userId: string,
): Promise<string | null> {
  for (const link of links) {
    if (link.userId === userId || link.state !== 'active') continue
    const { decision, identified } = await assess(tx, contact, null, link, links)
    if (decision.do !== 'link') continue
    await linkContact(tx, contact, identified!.customerId, link.userId)
    return identified!.customerId
  }
  return null
}
