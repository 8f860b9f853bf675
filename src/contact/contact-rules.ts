import type { OwnershipSource } from '../ownership/ownership.entity'
import type { LinkState } from './contact.entity'

const HOUR = 3_600_000

/** What is found later than this after it happened is not shouted out one by one, see late-findings.ts. */
export const LATE_MS = 4 * HOUR

/** Given by the company, not fetched by the member: shared by a colleague, assigned by an administrator (document 92114). */
export const isAssigned = (addWay: number) => addWay === 201 || addWay === 202

/** Everything the decision about one member and one contact depends on. All instants in epoch ms. */
export interface Situation {
  now: number
  /** Nothing dated before this warns. */
  installedAt: number
  /** The very first synchronisation is running. */
  firstSync: boolean
  rep: { active: boolean; inScope: boolean; exempt: boolean }
  link: {
    addedAt: number
    addWay: number
    remarkChangedAt: number | null
    askedAt: number | null
    offeredAt: number | null
  }
  /** Who the contact was recognised as; absent when nothing identifies them. */
  customer?: {
    owner?: { isRep: boolean; since: number; source: OwnershipSource }
    /** A collision of this member with this customer was recorded since the touch. */
    recorded: boolean
  }
  /** The colleague who held the contact first, when that was before this member and they count (in scope, not exempt). */
  firstHolder?: { named: boolean }
  /** The contact's fields say enough to report it: a company, or a mobile. */
  named: boolean
}

export type Decision =
  /** The member's own customer: remember who the contact is. */
  | { do: 'link' }
  /** Somebody else's customer. */
  | { do: 'collide'; late: boolean }
  /** Nobody's customer yet, but a colleague was first: theirs from now on, and this member collided with it. */
  | { do: 'first-touch'; late: boolean }
  /** Nobody's customer: tell the member once that it can be reported. */
  | { do: 'offer'; late: boolean }
  /** Nobody knows who this is: ask the member once. */
  | { do: 'ask'; late: boolean; shared: boolean }
  /** From the time before installation: people look at it, nobody is warned. */
  | { do: 'review'; kind: 'stock-collision' | 'shared-contact' | 'unowned-contact' }
  | { do: 'nothing'; why: 'member' | 'assigned' | 'unknown-before' | 'first-sync' | 'known' | 'ruled' | 'told' }

/** When the member last did something that touched the contact. */
export const touchedAt = (link: Pick<Situation['link'], 'addedAt' | 'remarkChangedAt'>) =>
  Math.max(link.addedAt, link.remarkChangedAt ?? 0)

/** Pure: what follows from a member holding a contact. The same situation twice gives nothing the second time. */
export function decide(situation: Situation): Decision {
  const { rep, link, customer } = situation
  if (customer?.owner?.isRep) return { do: 'link' }
  if (!rep.active || !rep.inScope || rep.exempt) return { do: 'nothing', why: 'member' }
  if (isAssigned(link.addWay)) return { do: 'nothing', why: 'assigned' }
  if (touchedAt(link) < situation.installedAt) return fromBefore(situation)
  // The first synchronisation only learns. What happened since installation has its event, and the nightly run.
  if (situation.firstSync) return { do: 'nothing', why: 'first-sync' }
  if (customer?.owner) return ofSomebodyElse(situation, customer.owner)
  if (customer) return offer(situation)
  if (situation.firstHolder?.named) return { do: 'first-touch', late: isLate(situation) }
  if (situation.firstHolder) return ask(situation)
  return situation.named ? offer(situation) : ask(situation)
}

const isLate = (situation: Situation) => situation.now - touchedAt(situation.link) > LATE_MS

function fromBefore({ customer, firstHolder, named }: Situation): Decision {
  if (customer?.owner) return { do: 'review', kind: 'stock-collision' }
  if (firstHolder) return { do: 'review', kind: 'shared-contact' }
  return customer || named ? { do: 'review', kind: 'unowned-contact' } : { do: 'nothing', why: 'unknown-before' }
}

function ofSomebodyElse(situation: Situation, owner: { since: number; source: OwnershipSource }): Decision {
  if (situation.customer!.recorded) return { do: 'nothing', why: 'known' }
  // The loser of a ruling still holds the contact until it is handed over: that is no new touch.
  const decided = owner.source === 'ruling' || owner.source === 'handover'
  if (decided && touchedAt(situation.link) <= owner.since) return { do: 'nothing', why: 'ruled' }
  return { do: 'collide', late: isLate(situation) }
}

function offer(situation: Situation): Decision {
  return situation.link.offeredAt === null ? { do: 'offer', late: isLate(situation) } : { do: 'nothing', why: 'told' }
}

function ask(situation: Situation): Decision {
  if (situation.link.askedAt !== null) return { do: 'nothing', why: 'told' }
  return { do: 'ask', late: isLate(situation), shared: Boolean(situation.firstHolder) }
}

/** Seconds WeCom may lag behind itself: a contact just removed can still be listed. */
const SETTLED_MS = 10 * 60_000

export interface SeenFollower {
  addedAt: number
  /** When WeCom said so. */
  seenAt: number
  /** An add event about this very relation, with its time. */
  eventAt?: number
}

/**
 * Whether a link that had ended lives again because WeCom lists it. A customer who deleted the member is listed
 * on (document 90313), so only a later addition counts; a contact the member deleted is not listed any more.
 */
export function isRevived(link: { state: LinkState; stateAt: number }, seen: SeenFollower): boolean {
  if (link.state === 'active') return false
  if (seen.addedAt > link.stateAt || (seen.eventAt ?? 0) >= link.stateAt) return true
  return link.state === 'removed-by-member' && seen.seenAt > link.stateAt + SETTLED_MS
}

/** Whether an event that ends a link still counts: not when the contact was added again after it. */
export function endsLink(link: { state: LinkState; stateAt: number; addedAt: number }, removedAt: number): boolean {
  return link.state === 'active' && removedAt >= Math.max(link.stateAt, link.addedAt)
}
