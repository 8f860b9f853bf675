import { column, optional } from '../db/columns'
import { entity } from '../db/entity'

/**
 * One change of state. Written in the transaction of the change; the sealer gives it its place in the chain
 * within seconds: `hash = SHA-256(prevHash, content)`, so a changed, removed or inserted entry shows.
 */
export interface AuditRow {
  id: string
  at: number
  actorId: string
  entrance: string
  requestId: string
  action: string
  subject: string
  data: Record<string, unknown>
  /** Place in the chain, 1, 2, 3 …; null until sealed. */
  position: number | null
  hash: string | null
}

export const AuditEntity = entity<AuditRow>({
  table: 'audit',
  columns: {
    id: column.id(),
    at: column.instant(),
    actorId: column.ref(),
    entrance: column.text(16),
    requestId: column.text(64),
    action: column.text(64),
    subject: column.text(96),
    data: column.json(),
    position: optional(column.int()),
    hash: optional(column.text(64)),
  },
  unique: [['position']],
  index: [['subject'], ['actorId', 'at']],
})
