import { column, optional, primary } from './columns'
import { entity } from './entity'

/** A duty that one server at a time has: the bot connection, the audit sealer, a migration. */
export interface LeaseRow {
  name: string
  holder: string | null
  until: number
}

export const LeaseEntity = entity<LeaseRow>({
  table: 'lease',
  columns: { name: primary(column.text(64)), holder: optional(column.text(64)), until: column.instant() },
})
