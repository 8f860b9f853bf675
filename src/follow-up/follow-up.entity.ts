import { column } from '../db/columns'
import { entity } from '../db/entity'

/** One entry of a customer's timeline written by a person; the text is sealed. */
export interface FollowUpRow {
  id: string
  customerId: string
  userId: string
  at: number
  sealedText: string
}

export const FollowUpEntity = entity<FollowUpRow>({
  table: 'follow_up',
  columns: {
    id: column.id(),
    customerId: column.text(26),
    userId: column.ref(),
    at: column.instant(),
    sealedText: column.long(),
  },
  index: [
    ['customerId', 'at'],
    ['userId', 'at'],
  ],
})
