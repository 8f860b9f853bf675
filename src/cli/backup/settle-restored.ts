import type { Context, Tx } from '../../context'
import { execute, placeholders } from '../../db/execute'

/** Rows of one transaction. */
const PAGE = 200
const NOT_SENT = '恢复备份时尚未发送，请核对后再发'
const NOT_HANDLED = '恢复备份时尚未处理，请核对后再重试'

export interface Settled {
  /** Messages that waited at the time of the backup. */
  messages: number
  /** Events that waited at the time of the backup. */
  events: number
}

/**
 * Makes a restored database fit for the present. What waited at the time of the backup may have been sent or done since:
 * it goes to the dead letters, where an administrator decides, instead of being said twice. Log-ins, tokens of WeCom and
 * leases of that time end: a log-out since then must stay one.
 */
export async function settleRestored(context: Context): Promise<Settled> {
  const messages = await giveUpWaiting(context, 'outbox', NOT_SENT)
  const events = await giveUpWaiting(context, 'inbox', NOT_HANDLED)
  await context.transaction(async tx => {
    for (const table of ['session', 'wecom_token', 'lease']) await execute(tx.manager, `DELETE FROM ${table}`)
    await tx.audit({ action: 'backup.restored', subject: 'installation:database', data: { messages, events } })
  })
  return { messages, events }
}

async function giveUpWaiting(context: Context, box: 'inbox' | 'outbox', reason: string): Promise<number> {
  for (let total = 0; ; ) {
    const changed = await context.transaction(tx => giveUpPage(tx, box, reason))
    if (!changed) return total
    total += changed
  }
}

async function giveUpPage(tx: Tx, box: 'inbox' | 'outbox', reason: string): Promise<number> {
  const rows: { id: string }[] = await tx.manager.query(
    `SELECT id FROM ${box} WHERE status = 'waiting' ORDER BY id LIMIT ${PAGE}`,
  )
  if (!rows.length) return 0
  const ids = rows.map(row => row.id)
  await execute(
    tx.manager,
    `UPDATE ${box} SET status = 'dead', last_error = ?, done_at = ?, lease_until = 0, lease_holder = NULL
     WHERE id IN (${placeholders(ids)})`,
    [reason, tx.now(), ...ids],
  )
  await tx.audit({
    action: `${box}.held_back`,
    subject: `${box}:${ids[0]}`,
    data: { rows: ids.length, last: ids.at(-1) },
  })
  return ids.length
}
