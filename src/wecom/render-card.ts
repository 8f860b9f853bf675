import type { Notice } from '../delivery/messages'
import { cutChars, oneLine } from './clean-text'
import type { LinkOptions } from './page-link'
import {
  APP_LIMITS,
  BOT_LIMITS,
  buttonCard,
  type Card,
  type CardLimits,
  cardBase,
  noticeCard,
  taskId,
} from './template-card'

/** A button's width; the sentence in full stands in the card. */
const REPLACE_TEXT = 20

/**
 * A notice as a card of the app in a member's own chat (document 90236).
 *
 * @param id becomes the task id, also of a card without buttons: with the duplicate check WeCom drops a request that equals one of
 * the last four hours, and the same question asked twice has the same answer twice. Unique per app
 */
export const renderAppCard = (notice: Notice, id: string, links: LinkOptions): Card =>
  renderCard(notice, id, links, APP_LIMITS)

/**
 * A notice as a card of the bot (document 101032): one card for everybody in the group. It can change only as the answer to
 * a tap on it, and then keeps its task id.
 *
 * @param id task id: the id of the message for a new card, that of the tapped card for an update
 */
export const renderBotCard = (notice: Notice, id: string, links: LinkOptions): Card =>
  renderCard(notice, id, links, BOT_LIMITS)

/** With buttons while there is something to decide, else a plain one. */
function renderCard(notice: Notice, id: string, links: LinkOptions, limits: CardLimits): Card {
  const base = cardBase(notice, limits, links)
  const isOpen = notice.actions?.length && !notice.closed
  return {
    ...(isOpen ? buttonCard(base, notice.actions!) : noticeCard(base, notice.closed, limits)),
    task_id: taskId(id),
  }
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
