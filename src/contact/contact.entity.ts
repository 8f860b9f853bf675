import { column, optional, primary } from '../db/columns'
import { entity } from '../db/entity'

/** A person outside, as WeCom knows them (`wm…` WeChat user, `wo…` member of another corp). Names are sealed. */
export interface ExternalContactRow {
  externalUserId: string
  /** The customer this person was recognised as. */
  customerId: string | null
  sealedName: string
  /** 1 WeChat user, 2 WeCom user of another corp. */
  type: number
  unionidHash: string | null
  /** The unionid itself, sealed: a change of keys computes the index anew. */
  sealedUnionid: string | null
  corpName: string | null
  syncedAt: number
}

export const ExternalContactEntity = entity<ExternalContactRow>({
  table: 'external_contact',
  columns: {
    externalUserId: primary(column.ref()),
    customerId: optional(column.text(26)),
    sealedName: column.long(),
    type: column.int(),
    unionidHash: optional(column.text(32)),
    sealedUnionid: optional(column.long()),
    corpName: optional(column.text(200)),
    syncedAt: column.instant(),
  },
  index: [['customerId'], ['unionidHash']],
})

export type LinkState = 'active' | 'removed-by-member' | 'removed-by-contact'

/** One member holds one external contact: an element of `follow_user[]`. */
export interface ContactLinkRow {
  userId: string
  externalUserId: string
  state: LinkState
  /** Time of the event that gave the state: an earlier event that comes later changes nothing. */
  stateAt: number
  /** When the member added the contact: first-touch evidence, from WeCom. */
  addedAt: number
  addWay: number
  sealedRemark: string
  /** Blind index over the remark fields: tells whether an edit changed anything. */
  remarkHash: string
  /** When the remark was seen to have changed after the contact had been added. */
  remarkChangedAt: number | null
  /** The rep was asked once who this is. */
  askedAt: number | null
  /** The rep was told once that this customer is free. */
  offeredAt: number | null
  syncedAt: number
}

export const ContactLinkEntity = entity<ContactLinkRow>({
  table: 'contact_link',
  columns: {
    userId: primary(column.ref()),
    externalUserId: primary(column.ref()),
    state: column.text(20),
    stateAt: column.instant(),
    addedAt: column.instant(),
    addWay: column.int(),
    sealedRemark: column.long(),
    remarkHash: column.text(32),
    remarkChangedAt: optional(column.instant()),
    askedAt: optional(column.instant()),
    offeredAt: optional(column.instant()),
    syncedAt: column.instant(),
  },
  index: [['externalUserId']],
})

/** Found by the first synchronisation or dated before installation: looked at by people, warns nobody. */
export interface ReviewItemRow {
  id: string
  kind: 'shared-contact' | 'stock-collision' | 'unowned-contact'
  subject: string
  /** Ids only: customer, members, external contact. */
  data: Record<string, unknown>
  status: 'open' | 'resolved'
  resolution: string | null
  createdAt: number
  resolvedAt: number | null
  resolvedBy: string | null
}

export const ReviewItemEntity = entity<ReviewItemRow>({
  table: 'review_item',
  columns: {
    id: column.id(),
    kind: column.text(20),
    subject: column.text(140),
    data: column.json(),
    status: column.text(10),
    resolution: optional(column.text(20)),
    createdAt: column.instant(),
    resolvedAt: optional(column.instant()),
    resolvedBy: optional(column.ref()),
  },
  unique: [['kind', 'subject']],
  index: [['status', 'createdAt']],
})

export type LateKind = 'collision' | 'offer' | 'ask'

/** Found long after it happened (an outage, a lost event). Waits until the catching-up is over: many become one digest. */
export interface LateFindingRow {
  id: string
  kind: LateKind
  /** One row per finding, however often it is found. */
  subject: string
  /** The member who touched the contact. */
  userId: string
  externalUserId: string
  /** Arguments of recordCollision; without personal values. */
  data: Record<string, unknown>
  createdAt: number
}

export const LateFindingEntity = entity<LateFindingRow>({
  table: 'late_finding',
  columns: {
    id: column.id(),
    kind: column.text(10),
    subject: column.text(140),
    userId: column.ref(),
    externalUserId: column.ref(),
    data: column.json(),
    createdAt: column.instant(),
  },
  unique: [['subject']],
})
