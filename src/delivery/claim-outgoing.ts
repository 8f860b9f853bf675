import type { Context } from '../context'
import { claimThese } from './claim'

/**
 * Takes due messages, of each order key only the oldest waiting one: what follows it in the same group waits until
 * it has left or was given up.
 */
export async function claimOutgoing(context: Context, holder: string, size: number): Promise<string[]> {
  const now = context.now()
  const due: { id: string }[] = await context.read.query(
    `SELECT id FROM outbox o WHERE status = 'waiting' AND run_at <= ? AND lease_until < ?
       AND NOT EXISTS (SELECT 1 FROM outbox p WHERE p.order_key = o.order_key AND p.status = 'waiting' AND p.id < o.id)
     ORDER BY run_at, id LIMIT ${Math.trunc(size)}`,
    [now, now],
  )
  return claimThese(
    context,
    'outbox',
    holder,
    due.map(row => row.id),
  )
}
