import { column, optional } from '../db/columns'
import { entity } from '../db/entity'

export type RegistrationStatus = 'pending' | 'registered' | 'collided' | 'withdrawn' | 'refused'

/** One 报备 of one rep, with what was entered (sealed: it holds personal data). */
export interface RegistrationRow {
  id: string
  userId: string
  /** Given by the client; the same key is the same request, however often it is sent. Unique per member. */
  requestKey: string
  status: RegistrationStatus
  customerId: string | null
  collisionId: string | null
  scope: string
  name: string
  input: string
  /** Who was asked to decide; null when the rules asked nobody. */
  approverId: string | null
  decidedBy: string | null
  /** Why it was refused. */
  reason: string | null
  createdAt: number
  closedAt: number | null
}

export const RegistrationEntity = entity<RegistrationRow>({
  table: 'registration',
  columns: {
    id: column.id(),
    userId: column.ref(),
    requestKey: column.text(64),
    status: column.text(12),
    customerId: optional(column.text(26)),
    collisionId: optional(column.text(26)),
    scope: column.text(32),
    name: column.text(200),
    input: column.long(),
    approverId: optional(column.ref()),
    decidedBy: optional(column.ref()),
    reason: optional(column.text(500)),
    createdAt: column.instant(),
    closedAt: optional(column.instant()),
  },
  unique: [['userId', 'requestKey']],
  index: [['userId', 'createdAt'], ['customerId']],
})
