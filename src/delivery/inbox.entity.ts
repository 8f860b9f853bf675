import { column, optional } from '../db/columns'
import { entity } from '../db/entity'

export type InboxSource = 'app' | 'bot' | 'wechaty'
export type JobStatus = 'waiting' | 'done' | 'dead'

/** Something that happened outside, stored before it was acknowledged. Done rows keep their key for a year, the payload 30 days. */
export interface InboxRow {
  id: string
  source: InboxSource
  /** MsgId, or a SHA-256 over the message's content: one event, one row. */
  dedupeKey: string
  /** The decrypted message, sealed; emptied when the retention is over. */
  payload: string
  receivedAt: number
  /** Event name for lists and metrics, e.g. `change_external_contact/add_external_contact`. */
  kind: string
  status: JobStatus
  runAt: number
  attempts: number
  leaseUntil: number
  leaseHolder: string | null
  lastError: string | null
  doneAt: number | null
}

export const InboxEntity = entity<InboxRow>({
  table: 'inbox',
  columns: {
    id: column.id(),
    source: column.text(16),
    dedupeKey: column.text(80),
    payload: column.long(),
    receivedAt: column.instant(),
    kind: column.text(80),
    status: column.text(8),
    runAt: column.instant(),
    attempts: column.int(),
    leaseUntil: column.instant(),
    leaseHolder: optional(column.text(64)),
    lastError: optional(column.text(500)),
    doneAt: optional(column.instant()),
  },
  unique: [['source', 'dedupeKey']],
  index: [['status', 'runAt'], ['receivedAt']],
})
