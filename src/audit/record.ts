import type { AuditEvent, Tx } from '../context'
import { AuditEntity } from './audit.entity'

/** Writes an audit entry in the transaction of the change it tells about. */
export async function recordAudit(tx: Tx, event: AuditEvent): Promise<void> {
  await tx.manager.insert(AuditEntity, {
    id: tx.newId(),
    at: tx.now(),
    actorId: tx.actor.userId,
    entrance: tx.entrance,
    requestId: tx.requestId,
    action: event.action,
    subject: event.subject,
    data: (event.data ?? {}) as object,
    position: null,
    hash: null,
  })
}
