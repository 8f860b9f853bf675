import { column, optional } from '../db/columns'
import { entity } from '../db/entity'

export type ScanStatus = 'running' | 'stopped' | 'done'

/** One run over the registry. It goes on from `cursorSeq` whoever continues it. */
export interface StockScanRow {
  id: string
  status: ScanStatus
  /** Row number of the last customer compared. */
  cursorSeq: number
  /** Row number up to which it goes: later customers were compared when they were reported. */
  untilSeq: number
  compared: number
  found: number
  startedBy: string
  startedAt: number
  finishedAt: number | null
}

export const StockScanEntity = entity<StockScanRow>({
  table: 'stock_scan',
  columns: {
    id: column.id(),
    status: column.text(8),
    cursorSeq: column.int(),
    untilSeq: column.int(),
    compared: column.int(),
    found: column.int(),
    startedBy: column.ref(),
    startedAt: column.instant(),
    finishedAt: optional(column.instant()),
  },
  index: [['status']],
})

export type FindingStatus = 'open' | 'same' | 'distinct'

/** A customer that looks like one registered before it. Findings with the same root are a cluster. */
export interface StockFindingRow {
  id: string
  /** The cluster's earliest customer. */
  rootId: string
  customerId: string
  otherId: string
  score: number
  sentence: string
  status: FindingStatus
  decidedBy: string | null
  decidedAt: number | null
  createdAt: number
}

export const StockFindingEntity = entity<StockFindingRow>({
  table: 'stock_finding',
  columns: {
    id: column.id(),
    rootId: column.text(26),
    customerId: column.text(26),
    otherId: column.text(26),
    /** Per mille. */
    score: column.int(),
    sentence: column.text(500),
    status: column.text(8),
    decidedBy: optional(column.ref()),
    decidedAt: optional(column.instant()),
    createdAt: column.instant(),
  },
  unique: [['customerId']],
  index: [['rootId'], ['status', 'rootId']],
})
