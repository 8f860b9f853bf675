import type { Notice, Tone } from '../delivery/messages'
import { cutChars, fitLines, multiLine } from './clean-text'
import { escapeMarkdown } from './escape-markdown'
import { type LinkOptions, pageUrl } from './page-link'

/** Bytes a message may have: webhook (document 99110), stream and push of the bot (101031), markdown of the app (90236). */
export const MARKDOWN_BYTES = { webhook: 4_096, bot: 20_480, app: 2_048 } as const

const COLOR: Record<Tone, string> = { info: 'comment', warning: 'warning', danger: 'warning', success: 'info' }
const VALUE_CHARS = 120
const BODY_CHARS = 600

/**
 * A notice as WeCom markdown. All texts of the notice are escaped: a customer's name may have been written by anybody.
 *
 * @param buttonHint what to do instead of pressing a button, where the channel has none
 */
export function renderMarkdown(notice: Notice, maxBytes: number, links: LinkOptions, buttonHint?: string): string {
  const text = (value: string, max: number): string => escapeMarkdown(cutChars(value, max))
  const lines = [`**<font color="${COLOR[notice.tone]}">${text(notice.title, VALUE_CHARS)}</font>**`]
  if (notice.subtitle) lines.push(text(notice.subtitle, VALUE_CHARS))
  for (const line of notice.lines) lines.push(`> ${text(line.label, 20)}：${text(line.value, VALUE_CHARS)}`)
  if (notice.closed) lines.push(`**${text(notice.closed, VALUE_CHARS)}**`)
  if (notice.body) lines.push(...cutChars(multiLine(notice.body), BODY_CHARS).split('\n').map(escapeMarkdown))
  if (notice.actions?.length && !notice.closed && buttonHint) {
    lines.push(`可选：${notice.actions.map(action => text(action.text, 20)).join('、')}（${buttonHint}）`)
  }
  if (notice.page) lines.push(`[查看详情](${pageUrl(notice.page, links.publicUrl)})`)
  return fitLines(lines, maxBytes)
}
