import { column, optional, primary } from '../db/columns'
import { entity } from '../db/entity'

/** One due run of one job. The primary key lets several servers race for it: one of them inserts the row. */
export interface SlotRow {
  job: string
  /** The instant the run was due, epoch ms. */
  dueAt: number
  holder: string
  /** A server that dies in the middle keeps the run no longer than this. */
  leaseUntil: number
  attempts: number
  doneAt: number | null
  lastError: string | null
}

export const SlotEntity = entity<SlotRow>({
  table: 'cron_slot',
  columns: {
    job: primary(column.text(40)),
    dueAt: primary(column.instant()),
    holder: column.text(64),
    leaseUntil: column.instant(),
    attempts: column.int(),
    doneAt: optional(column.instant()),
    lastError: optional(column.text(500)),
  },
  index: [['dueAt']],
})
