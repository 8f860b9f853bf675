import type { Context } from '../context'
import { createComparer } from './comparer'
import { runScan } from './run-scan'
import { StockScanEntity } from './stock-scan.entity'

export interface ScanSweep {
  /** Carries the running scan out, if there is one and no other server does. Ends when it is done or stopped. */
  turn(): Promise<void>
  /** Ends the turn after the page at hand; the next server, or this one when it starts again, goes on. */
  stop(): void
}

/** Scans are carried out by whoever finds them running: after a start, a crash or a stopped server alike. */
export function createScanSweep(context: Context): ScanSweep {
  let stopping = false
  return {
    async turn() {
      const scan = stopping ? null : await context.read.findOneBy(StockScanEntity, { status: 'running' })
      if (!scan) return
      const open = () => createComparer(context.config.databaseUrl, context.read)
      await runScan(context, { scanId: scan.id, open, isStopping: () => stopping })
    },
    stop() {
      stopping = true
    },
  }
}
