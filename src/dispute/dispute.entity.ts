import { column, optional } from '../db/columns'
import { entity } from '../db/entity'

export type DisputeStatus = 'open' | 'ruled' | 'appealed' | 'closed' | 'withdrawn'
export type Outcome = 'award' | 'joint' | 'release' | 'dismiss'

/** A case about a collision. `activeKey` is the collision while the case runs: one collision, one case. */
export interface DisputeRow {
  id: string
  /** Number people use: `申诉 #12`. Ascending, given by the database. */
  seq: number
  collisionId: string
  customerId: string
  scope: string
  claimantId: string
  ownerId: string
  arbiterId: string
  status: DisputeStatus
  activeKey: string | null
  openedAt: number
  /** Counts rulings: 1 after the first, 2 after the appeal. */
  round: number
  outcome: Outcome | null
  awardTo: string | null
  shares: Record<string, number> | null
  reason: string | null
  ruledBy: string | null
  ruledAt: number | null
}

export const DisputeEntity = entity<DisputeRow>({
  table: 'dispute',
  columns: {
    id: column.text(26),
    seq: column.serial(),
    collisionId: column.text(26),
    customerId: column.text(26),
    scope: column.text(32),
    claimantId: column.ref(),
    ownerId: column.ref(),
    arbiterId: column.ref(),
    status: column.text(10),
    activeKey: optional(column.text(26)),
    openedAt: column.instant(),
    round: column.int(),
    outcome: optional(column.text(8)),
    awardTo: optional(column.ref()),
    shares: optional(column.json()),
    reason: optional(column.text(500)),
    ruledBy: optional(column.ref()),
    ruledAt: optional(column.instant()),
  },
  unique: [['id'], ['activeKey']],
  index: [['arbiterId', 'status'], ['claimantId', 'openedAt'], ['ownerId', 'openedAt'], ['customerId']],
})

export type EvidenceKind = 'statement' | 'registered' | 'owned' | 'contact' | 'follow-up' | 'mention' | 'appeal'

/** One line of a party's side. Free text is sealed. */
export interface DisputeEvidenceRow {
  id: string
  disputeId: string
  /** Whose side it speaks for. */
  partyId: string
  kind: EvidenceKind
  at: number
  sealed: string
  addedBy: string
}

export const DisputeEvidenceEntity = entity<DisputeEvidenceRow>({
  table: 'dispute_evidence',
  columns: {
    id: column.id(),
    disputeId: column.text(26),
    partyId: column.ref(),
    kind: column.text(16),
    at: column.instant(),
    sealed: column.long(),
    addedBy: column.ref(),
  },
  index: [['disputeId', 'at']],
})
