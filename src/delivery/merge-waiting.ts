import { In } from 'typeorm'
import { digestCard } from '../cards/digest-card'
import type { Context } from '../context'
import { execute } from '../db/execute'
import type { NoticeMessage } from './messages'
import { OutboxEntity, type OutboxRow } from './outbox.entity'

/** Kinds that lose nothing but their buttons when merged; a case's card is never merged. */
const MERGEABLE = new Set(['collision-warning', 'ruling-group'])
/** Fewer than this fit into the next minute anyway. */
const WORTH_MERGING = 5
const MOST_AT_ONCE = 200

/** Puts the warnings that wait behind a group's limit into one digest. `blocked` itself stays the first in line. */
export async function mergeWaiting(context: Context, blocked: OutboxRow): Promise<void> {
  const message = blocked.message
  if (message.type !== 'notice' || message.to.kind !== 'group') return
  const { to } = message
  const waiting = await context.read.find(OutboxEntity, {
    where: { orderKey: blocked.orderKey, status: 'waiting' },
    order: { id: 'ASC' },
    take: MOST_AT_ONCE,
  })
  const mergeable = waiting.filter(
    row => row.id !== blocked.id && row.message.type === 'notice' && MERGEABLE.has(row.message.notice.kind),
  )
  if (mergeable.length < WORTH_MERGING) return
  await context.transaction(async tx => {
    const merged: OutboxRow[] = []
    for (const row of mergeable) {
      const taken = await execute(
        tx.manager,
        "UPDATE outbox SET status = 'merged', done_at = ? WHERE id = ? AND status = 'waiting' AND lease_until < ?",
        [tx.now(), row.id, tx.now()],
      )
      if (taken === 1) merged.push(row)
    }
    const notices = merged.map(row => (row.message as NoticeMessage).notice)
    if (notices.length) await tx.send({ type: 'notice', to, notice: digestCard(notices), orderKey: blocked.orderKey })
    await tx.manager.update(OutboxEntity, { id: In(merged.map(row => row.id)) }, { lastError: '已合并为一条' })
  })
}
