import type { Context, Tx } from '../context'
import { execute } from '../db/execute'
import { holdLease, releaseLease } from '../db/lease'
import { addFindings } from './add-findings'
import type { PageResult } from './compare-page'
import type { Comparer } from './comparer'
import { StockScanEntity, type StockScanRow } from './stock-scan.entity'

/** Statements are shared by the customers of a page, and the server waits for a page when it stops. */
const ROWS_PER_PAGE = 500
const LEASE = 'stock-scan'
/** Renewed before every page; losing it costs a page done twice and written once. */
const LEASE_MS = 15_000

interface Run {
  scanId: string
  /** Opened once this server has the lease. */
  open(): Comparer
  /** Asked before every page. */
  isStopping?(): boolean
  rowsPerPage?: number
}

/**
 * Goes through the registry page by page until it is done or stopped. After a crash any server goes on where the last
 * page was written; a lease keeps two from doing the same.
 */
export async function runScan(
  context: Context,
  { scanId, open, isStopping = () => false, rowsPerPage = ROWS_PER_PAGE }: Run,
): Promise<void> {
  const holder = context.newId()
  if (!(await holdLease(context, LEASE, holder, LEASE_MS))) return
  const comparer = open()
  try {
    do {
      const scan = await context.transaction(tx => tx.manager.findOneBy(StockScanEntity, { id: scanId }))
      if (scan?.status !== 'running') return
      const result = await comparer.page({ after: scan.cursorSeq, until: scan.untilSeq, size: rowsPerPage })
      if (result.last === scan.cursorSeq) continue
      if (!(await context.transaction(tx => writePage(tx, scan, result)))) return
    } while (!isStopping() && (await holdLease(context, LEASE, holder, LEASE_MS)))
  } finally {
    await comparer.close()
    await releaseLease(context, LEASE, holder)
  }
}

/** Findings and progress in one transaction; false when there is nothing more to do. */
async function writePage(tx: Tx, scan: StockScanRow, { last, compared, found }: PageResult): Promise<boolean> {
  const done = last === undefined || last >= scan.untilSeq
  const moved = await execute(
    tx.manager,
    `UPDATE stock_scan SET cursor_seq = ?, compared = compared + ?, status = ?, finished_at = ?
     WHERE id = ? AND status = 'running' AND cursor_seq = ?`,
    [last ?? scan.untilSeq, compared, done ? 'done' : 'running', done ? tx.now() : null, scan.id, scan.cursorSeq],
  )
  if (moved !== 1) return false
  const added = await addFindings(tx, found)
  if (added) await execute(tx.manager, 'UPDATE stock_scan SET found = found + ? WHERE id = ?', [added, scan.id])
  if (done) await tx.audit({ action: 'stock_scan.finished', subject: `stock_scan:${scan.id}` })
  return !done
}
