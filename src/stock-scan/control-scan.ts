import type { Context, Tx } from '../context'
import { conflict, forbidden, notFound } from '../errors'
import { type Person, personOf } from '../member/members'
import { StockScanEntity, type StockScanRow } from './stock-scan.entity'

function requireAdmin({ actor }: Context): void {
  if (actor.kind !== 'system' && !actor.roles.includes('admin')) throw forbidden('只有管理员可以扫描存量客户')
}

/**
 * Begins a scan of the registry as it is now; the next turn of a server's sweep does the work.
 * @throws conflict when one is running already
 */
export async function startScan(context: Context): Promise<StockScanRow> {
  requireAdmin(context)
  return context.transaction(async tx => {
    await refuseSecond(tx)
    const [{ newest }] = await tx.manager.query('SELECT MAX(seq) AS newest FROM customer')
    const scan: StockScanRow = {
      id: tx.newId(),
      status: 'running',
      cursorSeq: 0,
      untilSeq: Number(newest ?? 0),
      compared: 0,
      found: 0,
      startedBy: tx.actor.userId,
      startedAt: tx.now(),
      finishedAt: null,
    }
    await tx.manager.insert(StockScanEntity, scan)
    await tx.audit({
      action: 'stock_scan.started',
      subject: `stock_scan:${scan.id}`,
      data: { untilSeq: scan.untilSeq },
    })
    return scan
  })
}

async function refuseSecond(tx: Tx): Promise<void> {
  const running = await tx.manager.findOneBy(StockScanEntity, { status: 'running' })
  if (running) throw conflict('存量扫描正在进行，请等它结束或先停止', { scanId: running.id })
}

/** Stops after the page at hand; everything found stays. */
export const stopScan = (context: Context, id: string) => change(context, id, 'running', 'stopped')

/**
 * Lets a stopped scan go on where it was.
 * @throws conflict while another one runs
 */
export const resumeScan = (context: Context, id: string) => change(context, id, 'stopped', 'running')

async function change(context: Context, id: string, from: 'running' | 'stopped', to: 'running' | 'stopped') {
  requireAdmin(context)
  await context.transaction(async tx => {
    if (to === 'running') await refuseSecond(tx)
    const { affected } = await tx.manager.update(StockScanEntity, { id, status: from }, { status: to })
    if (affected !== 1) {
      if (!(await tx.manager.existsBy(StockScanEntity, { id }))) throw notFound('扫描')
      throw conflict('扫描的状态已经变了，请刷新')
    }
    await tx.audit({ action: `stock_scan.${to === 'stopped' ? 'stopped' : 'resumed'}`, subject: `stock_scan:${id}` })
  })
}

export interface ScanView extends Pick<StockScanRow, 'id' | 'status' | 'compared' | 'found' | 'startedAt'> {
  /** 0 to 1. */
  progress: number
  startedBy: Person
  finishedAt?: number
}

/** The latest scan, or undefined when there was none. */
export async function latestScan(context: Context): Promise<ScanView | undefined> {
  requireAdmin(context)
  const [scan] = await context.read.find(StockScanEntity, { order: { id: 'DESC' }, take: 1 })
  if (!scan) return undefined
  const { id, status, compared, found, startedAt, finishedAt, cursorSeq, untilSeq } = scan
  return {
    ...{ id, status, compared, found, startedAt },
    progress: untilSeq ? Math.min(1, cursorSeq / untilSeq) : 1,
    startedBy: await personOf(context.read, scan.startedBy),
    finishedAt: finishedAt ?? undefined,
  }
}
