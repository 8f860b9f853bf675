import { chainHead } from '../audit/seal'
import { chainHeadNotice } from '../cards/schedule-cards'
import type { Context } from '../context'

/** Sends the head of the audit chain out of the database: to the log, and to the administrators. A cut tail shows later. */
export async function publishChainHead(context: Context): Promise<void> {
  const { position, hash } = await chainHead(context.read)
  context.log.info({ position, hash }, 'head of the audit chain')
  if (position === 0) return
  await context.transaction(async tx => {
    for (const userId of tx.config.adminUserIds)
      await tx.send({
        type: 'notice',
        to: { kind: 'member', userId },
        notice: chainHeadNotice(position, hash, tx.now()),
        dedupeKey: `chain-head:${position}:${userId}`,
      })
  })
}
