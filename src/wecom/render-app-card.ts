import type { Notice } from '../delivery/messages'
import { cutChars, oneLine } from './clean-text'
import type { LinkOptions } from './page-link'
import { APP_LIMITS, buttonCard, type Card, cardBase, noticeCard, taskId } from './template-card'

/** A button's width; the sentence in full stands in the card. */
const REPLACE_TEXT = 20

/**
 * A notice as a card of the app in a member's own chat (document 90236). With buttons while there is something to decide,
 * else a plain one.
 *
 * @param id becomes the task id, also of a card without buttons: with the duplicate check WeCom drops a request that equals one of
 * the last four hours, and the same question asked twice has the same answer twice. Unique per app
 */
export function renderAppCard(notice: Notice, id: string, links: LinkOptions): Card {
  const base = cardBase(notice, APP_LIMITS, links)
  const card =
    notice.actions?.length && !notice.closed
      ? buttonCard(base, notice.actions)
      : noticeCard(base, notice.closed, APP_LIMITS)
  return { ...card, task_id: taskId(id) }
}

/**
 * The new state of a card that was sent with buttons, for update_template_card (document 94888), which takes no task id.
 * A decided case keeps one grey button that says how it ended.
 */
export function renderAppCardUpdate(notice: Notice, links: LinkOptions): Card {
  const base = cardBase(notice, APP_LIMITS, links)
  if (notice.closed) {
    const actions = notice.actions?.length ? notice.actions : [{ key: 'closed', text: '已处理' }]
    return { ...buttonCard(base, actions.slice(0, 1)), replace_text: cutChars(oneLine(notice.closed), REPLACE_TEXT) }
  }
  return notice.actions?.length ? buttonCard(base, notice.actions) : noticeCard(base, undefined, APP_LIMITS)
}
