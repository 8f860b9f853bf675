import { column, primary } from '../db/columns'
import { entity } from '../db/entity'
import type { Rules } from './match-rules'

/** Rules as an administrator set them. Versions are never changed; the highest is in force. */
export interface RuleVersionRow {
  version: number
  rules: Rules
  createdBy: string
  createdAt: number
}

export const RuleVersionEntity = entity<RuleVersionRow>({
  table: 'rule_version',
  columns: {
    version: primary(column.int()),
    rules: column.json(),
    createdBy: column.ref(),
    createdAt: column.instant(),
  },
})
