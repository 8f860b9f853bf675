import type { Context } from '../context'
import { isDuplicate } from '../db/failures'
import { InboxEntity, type InboxSource } from './inbox.entity'

export interface Received {
  source: InboxSource
  /** MsgId, or the digest of the content. */
  dedupeKey: string
  kind: string
  payload: string
}

export interface Claim {
  /** Who works on it from the first moment, and until when (epoch ms): for entrances that answer with content. */
  holder: string
  until: number
}

/**
 * Stores a message before it is acknowledged. Returns the id of the inbox row, and whether this call made it:
 * the unique key on source and dedupe key absorbs repeats, also of two servers in the same instant.
 */
export async function receive(
  context: Context,
  message: Received,
  claim?: Claim,
): Promise<{ id: string; isNew: boolean }> {
  const id = context.newId()
  const now = context.now()
  try {
    await context.transaction(tx =>
      tx.manager.insert(InboxEntity, {
        id,
        source: message.source,
        dedupeKey: message.dedupeKey,
        kind: message.kind.slice(0, 80),
        payload: tx.vault.seal(message.payload),
        receivedAt: now,
        status: 'waiting',
        runAt: now,
        attempts: claim ? 1 : 0,
        leaseHolder: claim?.holder ?? null,
        leaseUntil: claim?.until ?? 0,
      }),
    )
    return { id, isNew: true }
  } catch (error) {
    if (!isDuplicate(error)) throw error
    const known = await context.read.findOneByOrFail(InboxEntity, {
      source: message.source,
      dedupeKey: message.dedupeKey,
    })
    return { id: known.id, isNew: false }
  }
}
