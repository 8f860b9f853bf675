import type { TemplateCard } from '@wecom/aibot-node-sdk'
import type { Notice, NoticeAction, NoticeLine } from '../delivery/messages'
import { cutChars, multiLine, oneLine } from './clean-text'
import { cardLink, type LinkOptions } from './page-link'

/** Display limits in characters: longer text is cut on the phone, mostly in the middle of the fact. */
export interface CardLimits {
  title: number
  desc: number
  subTitle: number
  value: number
}

/** Documents 90236 (app) and 101032 (bot). */
export const APP_LIMITS: CardLimits = { title: 36, desc: 44, subTitle: 160, value: 30 }
export const BOT_LIMITS: CardLimits = { title: 26, desc: 30, subTitle: 112, value: 26 }

const KEY_NAME = 5
const MAX_LINES = 6
const MAX_BUTTONS = 6
const BUTTON = 10
const KEY_BYTES = 1024
const TASK_ID = /^[0-9A-Za-z_\-@]{1,128}$/
const TONE_COLOR = { info: 0, warning: 2, danger: 2, success: 3 } as const
const STYLE = { primary: 1, plain: 2, danger: 3 } as const

export type Card = TemplateCard & { replace_text?: string }

/** What all cards share: whose, what, the facts, and where a tap leads. */
export function cardBase(notice: Notice, limits: CardLimits, links: LinkOptions): Omit<Card, 'card_type'> {
  const shown = notice.lines.slice(0, MAX_LINES)
  const rest = notice.lines.slice(MAX_LINES).map(line => `${oneLine(line.label)}：${oneLine(line.value)}`)
  const text = [notice.body && multiLine(notice.body), ...rest].filter(Boolean).join('\n')
  return {
    source: { desc: '报备', desc_color: TONE_COLOR[notice.tone] },
    main_title: {
      title: cutChars(oneLine(notice.title), limits.title) || '报备',
      ...(notice.subtitle && { desc: cutChars(oneLine(notice.subtitle), limits.desc) }),
    },
    ...(text && { sub_title_text: cutChars(text, limits.subTitle) }),
    ...(shown.length > 0 && { horizontal_content_list: shown.map(line => cardLine(line, limits)) }),
    card_action: cardLink(notice.page, links),
  }
}

/** A card with buttons that come back to us (template_card_event). */
export function buttonCard(base: Omit<Card, 'card_type'>, actions: readonly NoticeAction[]): Card {
  return { card_type: 'button_interaction', ...base, button_list: actions.slice(0, MAX_BUTTONS).map(cardButton) }
}

/** The text of a decided case stands first, before what it was about. */
export function noticeCard(base: Omit<Card, 'card_type'>, closed: string | undefined, limits: CardLimits): Card {
  if (!closed) return { card_type: 'text_notice', ...base }
  const text = [oneLine(closed), base.sub_title_text].filter(Boolean).join('\n')
  return { card_type: 'text_notice', ...base, sub_title_text: cutChars(text, limits.subTitle) }
}

/** A task id WeCom accepts: a wrong one would lose the card (42014, 846625). */
export function taskId(id: string): string {
  if (!TASK_ID.test(id)) throw new Error(`not a task id: ${id}`)
  return id
}

function cardLine(line: NoticeLine, limits: CardLimits) {
  const text = {
    keyname: cutChars(oneLine(line.label), KEY_NAME) || '-',
    value: cutChars(oneLine(line.value), limits.value) || '-',
  }
  return line.userId ? { ...text, type: 3 as const, userid: line.userId } : text
}

function cardButton(action: NoticeAction) {
  if (Buffer.byteLength(action.key) > KEY_BYTES || action.key === '')
    throw new Error('a button needs a key of at most 1024 bytes')
  return { text: cutChars(oneLine(action.text), BUTTON), style: STYLE[action.style ?? 'plain'], key: action.key }
}
