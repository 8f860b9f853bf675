import type { Notice } from '../delivery/messages'
import type { LinkOptions } from './page-link'
import { BOT_LIMITS, buttonCard, type Card, cardBase, noticeCard, taskId } from './template-card'

/**
 * A notice as a card of the bot (document 101032): one card for everybody in the group. It can change only as the answer to
 * a tap on it, and then keeps its task id.
 *
 * @param id task id: the id of the message for a new card, that of the tapped card for an update
 */
export function renderBotCard(notice: Notice, id: string, links: LinkOptions): Card {
  const base = cardBase(notice, BOT_LIMITS, links)
  const card =
    notice.actions?.length && !notice.closed
      ? buttonCard(base, notice.actions)
      : noticeCard(base, notice.closed, BOT_LIMITS)
  return { ...card, task_id: taskId(id) }
}
