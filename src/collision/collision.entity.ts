import { column, optional } from '../db/columns'
import { entity } from '../db/entity'
import type { Evidence } from '../matching'

export type CollisionTrigger = 'registration' | 'contact' | 'mention' | 'sweep' | 'import'
export type CollisionStatus = 'open' | 'disputed' | 'closed'

/**
 * A second member touched somebody's customer. One row per pair while open (`activeKey`), so a repeat is
 * counted and does not warn again.
 */
export interface CollisionRow {
  id: string
  customerId: string
  scope: string
  ownerId: string
  claimantId: string
  trigger: CollisionTrigger
  status: CollisionStatus
  activeKey: string | null
  /** What the claimant brought: the name as they wrote it. */
  claimedName: string
  score: number
  evidence: Evidence[]
  /** Id of the registration, contact or message that touched the customer first. */
  reference: string | null
  times: number
  firstAt: number
  lastAt: number
}

export const CollisionEntity = entity<CollisionRow>({
  table: 'collision',
  columns: {
    id: column.id(),
    customerId: column.text(26),
    scope: column.text(32),
    ownerId: column.ref(),
    claimantId: column.ref(),
    trigger: column.text(16),
    status: column.text(10),
    activeKey: optional(column.text(160)),
    claimedName: column.text(200),
    score: { type: 'float' },
    evidence: column.json(),
    reference: optional(column.text(96)),
    times: column.int(),
    firstAt: column.instant(),
    lastAt: column.instant(),
  },
  unique: [['activeKey']],
  index: [['claimantId', 'lastAt'], ['ownerId', 'lastAt'], ['customerId']],
})
