import { column, primary } from '../db/columns'
import { entity } from '../db/entity'

/** How much of a limit is used in one window, shared by all servers. */
export interface RateRow {
  bucket: string
  /** Start of the window, epoch ms. */
  windowStart: number
  used: number
}

export const RateEntity = entity<RateRow>({
  table: 'rate_use',
  columns: { bucket: primary(column.text(120)), windowStart: primary(column.instant()), used: column.int() },
  index: [['windowStart']],
})
