import { column, optional } from '../db/columns'
import { entity } from '../db/entity'

export type OwnershipSource = 'registration' | 'import' | 'ruling' | 'contact' | 'handover' | 'merge'

/**
 * Who a customer belongs to. `activeKey` is `<customerId>|<scope>` while active and null afterwards: its unique
 * index is what guarantees one owner. Ended rows are the history.
 */
export interface OwnershipRow {
  id: string
  customerId: string
  scope: string
  ownerId: string
  activeKey: string | null
  source: OwnershipSource
  since: number
  protectedUntil: number
  /** The dispute that freezes this ownership: no recycling, no transfer until it is ruled. */
  frozenBy: string | null
  endedAt: number | null
  endReason: string | null
}

export const OwnershipEntity = entity<OwnershipRow>({
  table: 'ownership',
  columns: {
    id: column.id(),
    customerId: column.text(26),
    scope: column.text(32),
    ownerId: column.ref(),
    activeKey: optional(column.text(64)),
    source: column.text(16),
    since: column.instant(),
    protectedUntil: column.instant(),
    frozenBy: optional(column.text(26)),
    endedAt: optional(column.instant()),
    endReason: optional(column.text(32)),
  },
  unique: [['activeKey']],
  index: [
    ['customerId', 'since'],
    ['ownerId', 'endedAt'],
  ],
})

/** Joint follow-up: a second member on an ownership, with the share of the credit in percent. */
export interface CollaboratorRow {
  ownershipId: string
  userId: string
  share: number
  since: number
}

export const CollaboratorEntity = entity<CollaboratorRow>({
  table: 'collaborator',
  columns: {
    ownershipId: { ...column.text(26), primary: true },
    userId: { ...column.ref(), primary: true },
    share: column.int(),
    since: column.instant(),
  },
  index: [['userId']],
})
