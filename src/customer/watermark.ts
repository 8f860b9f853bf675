import type { EntityManager } from 'typeorm'
import type { Tx } from '../context'
import { placeholders } from '../db/execute'

/** Transactions that took a row number but have not committed yet are at most this far behind the newest one. */
const BEHIND = 1000

/** Which customers were there when a batch was compared. */
export interface Watermark {
  from: number
  known: ReadonlySet<number>
  /** About how many customers there are. */
  rows: number
}

export async function readWatermark(read: EntityManager): Promise<Watermark> {
  const rows: { seq: number }[] = await read.query(`SELECT seq FROM customer ORDER BY seq DESC LIMIT ${BEHIND}`)
  const seqs = rows.map(row => Number(row.seq))
  return { from: seqs.length < BEHIND ? 0 : seqs.at(-1)!, known: new Set(seqs), rows: seqs[0] ?? 0 }
}

/** Customers that became visible since, but for those the caller knows of otherwise. */
export async function addedSince(
  tx: Tx,
  { from, known }: Watermark,
  own: ReadonlySet<number>,
): Promise<{ name: string; matchForm: string }[]> {
  const rows: { seq: number }[] = await tx.manager.query('SELECT seq FROM customer WHERE seq >= ?', [from])
  const fresh = rows.map(row => Number(row.seq)).filter(seq => !known.has(seq) && !own.has(seq))
  if (!fresh.length) return []
  return tx.manager.query(
    `SELECT name, match_form AS matchForm FROM customer WHERE status = 'active' AND seq IN (${placeholders(fresh)})`,
    fresh,
  )
}
