import { In } from 'typeorm'
import type { Context, Tx } from '../context'
import { execute } from '../db/execute'
import { holdLease, releaseLease } from '../db/lease'
import type { PageResult } from './compare-page'
import type { Comparer } from './comparer'
import { StockFindingEntity, StockScanEntity, type StockScanRow } from './stock-scan.entity'

const ROWS_PER_PAGE = 200
const LEASE = 'stock-scan'
const LEASE_MS = 120_000

/**
 * Goes through the registry page by page until it is done or stopped. After a crash any server goes on where the last
 * page was written; a lease keeps two from doing the same.
 * @returns false when another server is at it
 */
export async function runScan(context: Context, scanId: string, comparer: Comparer): Promise<boolean> {
  const holder = context.newId()
  try {
    while (await holdLease(context, LEASE, holder, LEASE_MS)) {
      const scan = await context.transaction(tx => tx.manager.findOneBy(StockScanEntity, { id: scanId }))
      if (scan?.status !== 'running') return true
      const result = await comparer.page({ after: scan.cursorSeq, until: scan.untilSeq, size: ROWS_PER_PAGE })
      const goesOn = await context.transaction(tx => writePage(tx, scan, result))
      if (!goesOn) return true
    }
    return false
  } finally {
    await releaseLease(context, LEASE, holder)
  }
}

/** Findings and progress in one transaction; false when there is nothing more to do. */
async function writePage(tx: Tx, scan: StockScanRow, { last, compared, found }: PageResult): Promise<boolean> {
  const done = last === undefined || last >= scan.untilSeq
  const moved = await execute(
    tx.manager,
    `UPDATE stock_scan SET cursor_seq = ?, compared = compared + ?, found = found + ?, status = ?, finished_at = ?
     WHERE id = ? AND status = 'running' AND cursor_seq = ?`,
    [
      last ?? scan.untilSeq,
      compared,
      found.length,
      done ? 'done' : 'running',
      done ? tx.now() : null,
      scan.id,
      scan.cursorSeq,
    ],
  )
  if (moved !== 1) return false
  await addFindings(tx, found)
  if (done) await tx.audit({ action: 'stock_scan.finished', subject: `stock_scan:${scan.id}` })
  return !done
}

async function addFindings(tx: Tx, found: PageResult['found']): Promise<void> {
  if (!found.length) return
  const others = await tx.manager.findBy(StockFindingEntity, { customerId: In(found.map(item => item.otherId)) })
  const roots = new Map(others.map(row => [row.customerId, row.rootId]))
  const before = await tx.manager.findBy(StockFindingEntity, { customerId: In(found.map(item => item.customerId)) })
  const known = new Set(before.map(row => row.customerId))
  for (const { customerId, otherId, score, sentence } of found) {
    // What people decided, and what an earlier scan found, stays.
    if (known.has(customerId)) continue
    const rootId = roots.get(otherId) ?? otherId
    roots.set(customerId, rootId)
    await tx.manager.insert(StockFindingEntity, {
      id: tx.newId(),
      rootId,
      customerId,
      otherId,
      score: Math.round(score * 1000),
      sentence,
      status: 'open',
      decidedBy: null,
      decidedAt: null,
      createdAt: tx.now(),
    })
  }
}
