import { MoreThanOrEqual } from 'typeorm'
import { CollisionEntity } from '../collision/collision.entity'
import type { Tx } from '../context'
import { repState } from '../member/member-scope'
import { findMember } from '../member/members'
import { isMine } from '../ownership/is-mine'
import type { ContactLinkRow } from './contact.entity'
import { reportableFields } from './contact-fields'
import { type Decision, decide, isAssigned, touchedAt } from './contact-rules'
import { openRemark } from './contact-store'
import type { ContactFacts } from './directory'
import { type Identified, identify } from './identify'
import { installedAt } from './installed-at'

/** One member's hold on one contact, with everything that was found out about it. */
export interface Assessment {
  contact: ContactFacts
  link: ContactLinkRow
  /** All links of the contact, earliest first. */
  links: ContactLinkRow[]
  identified?: Identified
  /** Who counts as first, when that is somebody else and nobody owns a customer yet. */
  firstHolder?: ContactLinkRow
  decision: Decision
}

export interface Occasion {
  firstSync?: boolean
}

/** WeCom's clock and ours differ a little. */
const CLOCK_SKEW_MS = 60_000

/** Finds out who the contact is to this member and what follows from it. Changes nothing. */
export async function assess(
  tx: Tx,
  contact: ContactFacts,
  linkedId: string | null,
  link: ContactLinkRow,
  links: ContactLinkRow[],
  { firstSync = false }: Occasion = {},
): Promise<Assessment> {
  const remark = openRemark(tx, link)
  const identified = await identify(tx, contact, linkedId, remark)
  const firstHolder = identified ? undefined : await findFirstHolder(tx, link, links)
  const decision = decide({
    now: tx.now(),
    installedAt: await installedAt(tx.manager),
    firstSync,
    rep: await repState(tx, await findMember(tx.manager, link.userId)),
    link,
    customer: identified && (await customerSide(tx, link, identified)),
    firstHolder: firstHolder && { named: Boolean(nameOf(tx, contact, firstHolder, link)) },
    named: Boolean(reportableFields(contact, remark)),
  })
  return { contact, link, links, identified, firstHolder, decision }
}

/** The company name that the first holder's words give, else the second's. */
export function nameOf(
  tx: Tx,
  contact: ContactFacts,
  first: ContactLinkRow,
  second: ContactLinkRow,
): string | undefined {
  return (
    reportableFields(contact, openRemark(tx, first))?.name ?? reportableFields(contact, openRemark(tx, second))?.name
  )
}

async function customerSide(tx: Tx, link: ContactLinkRow, { customerId, ownership }: Identified) {
  const since = Math.min(touchedAt(link), tx.now()) - CLOCK_SKEW_MS
  const recorded = await tx.manager.countBy(CollisionEntity, {
    customerId,
    claimantId: link.userId,
    lastAt: MoreThanOrEqual(since),
  })
  const owner = ownership && {
    isRep: await isMine(tx.manager, ownership, link.userId),
    since: ownership.since,
    source: ownership.source,
  }
  return { owner, recorded: recorded > 0 }
}

/** The earliest colleague who holds the contact, took part by their own doing and counts. */
async function findFirstHolder(
  tx: Tx,
  link: ContactLinkRow,
  links: ContactLinkRow[],
): Promise<ContactLinkRow | undefined> {
  for (const other of links) {
    const isEarlier = other.addedAt < link.addedAt || (other.addedAt === link.addedAt && other.userId < link.userId)
    if (other.userId === link.userId || other.state !== 'active' || !isEarlier || isAssigned(other.addWay)) continue
    const rep = await repState(tx, await findMember(tx.manager, other.userId))
    if (rep.active && rep.inScope && !rep.exempt) return other
  }
  return undefined
}
