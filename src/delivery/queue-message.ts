import type { Tx } from '../context'
import { isDuplicate } from '../db/failures'
import type { OutgoingMessage } from './messages'
import { OutboxEntity } from './outbox.entity'

/** Messages to one place leave one after the other. */
export function orderKeyOf(message: OutgoingMessage): string {
  if (message.type === 'card-update') return `card:${message.subject}`
  if (message.orderKey) return message.orderKey
  return message.to.kind === 'member' ? `member:${message.to.userId}` : `group:${message.to.groupId}`
}

/** Writes an outgoing message in the transaction of what it tells about. */
export async function queueMessage(tx: Tx, message: OutgoingMessage): Promise<void> {
  const dedupeKey = message.type === 'notice' ? (message.dedupeKey ?? null) : null
  if (dedupeKey && (await tx.manager.findOneBy(OutboxEntity, { dedupeKey }))) return
  const now = tx.now()
  try {
    await tx.manager.insert(OutboxEntity, {
      id: tx.newId(),
      message: message as object,
      orderKey: orderKeyOf(message),
      dedupeKey,
      createdAt: now,
      status: 'waiting',
      runAt: now,
      attempts: 0,
      leaseUntil: 0,
    })
  } catch (error) {
    // Two servers said the same in one instant; the unique key kept one of them.
    if (!isDuplicate(error)) throw error
  }
}
