import { column, optional } from '../db/columns'
import { entity } from '../db/entity'
import type { Rendered } from './channel'
import type { OutgoingMessage } from './messages'

/** `uncertain`: sent, but nobody knows whether it arrived. `merged`: said as part of a later digest. */
export type OutboxStatus = 'waiting' | 'sent' | 'uncertain' | 'dead' | 'merged'

/** Something to say, committed together with the change it tells about. */
export interface OutboxRow {
  id: string
  message: OutgoingMessage
  /** Messages with the same key leave in the order of their ids. */
  orderKey: string
  dedupeKey: string | null
  createdAt: number
  status: OutboxStatus
  runAt: number
  attempts: number
  leaseUntil: number
  leaseHolder: string | null
  rendered: Rendered | null
  /** Channel of the last try. */
  channel: string | null
  lastError: string | null
  doneAt: number | null
}

export const OutboxEntity = entity<OutboxRow>({
  table: 'outbox',
  columns: {
    id: column.id(),
    message: column.json(),
    orderKey: column.text(80),
    dedupeKey: optional(column.text(120)),
    createdAt: column.instant(),
    status: column.text(10),
    runAt: column.instant(),
    attempts: column.int(),
    leaseUntil: column.instant(),
    leaseHolder: optional(column.text(64)),
    rendered: optional(column.json()),
    channel: optional(column.text(16)),
    lastError: optional(column.text(500)),
    doneAt: optional(column.instant()),
  },
  unique: [['dedupeKey']],
  index: [
    ['status', 'runAt'],
    ['orderKey', 'status'],
  ],
})
