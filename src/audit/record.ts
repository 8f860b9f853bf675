import type { AuditEvent, Tx } from '../context'
import { insertRows } from '../db/insert-rows'

const COLUMNS = ['id', 'at', 'actor_id', 'entrance', 'request_id', 'action', 'subject', 'data']

/** Writes audit entries in the transaction of the changes they tell about; the sealer gives them their places. */
export async function recordAudit(tx: Tx, events: AuditEvent[]): Promise<void> {
  const rows = events.map(({ action, subject, data = {} }) => [
    tx.newId(),
    tx.now(),
    tx.actor.userId,
    tx.entrance,
    tx.requestId,
    action,
    subject,
    JSON.stringify(data),
  ])
  await insertRows(tx.manager, 'audit', COLUMNS, rows)
}
