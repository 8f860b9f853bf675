import { column, optional } from '../db/columns'
import { entity } from '../db/entity'

/** What an undo gives back: ids of the rows that a merge took over, by table, and the few things that it changed besides. */
export type Moved = Record<string, string[]>

/** Two customers became one. */
export interface MergeRow {
  id: string
  keptId: string
  goneId: string
  moved: Moved
  mergedBy: string
  mergedAt: number
  undoneBy: string | null
  undoneAt: number | null
}

export const MergeEntity = entity<MergeRow>({
  table: 'customer_merge',
  columns: {
    id: column.id(),
    keptId: column.text(26),
    goneId: column.text(26),
    moved: column.json(),
    mergedBy: column.ref(),
    mergedAt: column.instant(),
    undoneBy: optional(column.ref()),
    undoneAt: optional(column.instant()),
  },
  index: [['keptId'], ['goneId']],
})
