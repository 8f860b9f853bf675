import type { Notice } from '../delivery/messages'
import type { BotEvent } from './bot-event-types'
import type { LinkOptions } from './page-link'
import { renderBotCard } from './render-card'
import { MARKDOWN_BYTES, renderMarkdown } from './render-markdown'
import { renderText } from './render-text'
import type { Card } from './template-card'

/** The body of an immediate answer; the same over HTTP and WebSocket (document 101031). */
export type BotReply =
  | { msgtype: 'text'; text: { content: string } }
  | { msgtype: 'template_card'; template_card: Card }
  | { msgtype: 'stream'; stream: { id: string; finish: true; content: string } }
  | { response_type: 'update_template_card'; userids?: string[]; template_card: Card }

/**
 * What to answer with a notice. A tap is answered by the card's new state, for everybody in the group when the notice is
 * about the record (has a subject), else only for the one who tapped, so that a refusal does not take the buttons from the
 * others.
 *
 * @param newId for the task id of a new card or the id of a stream
 */
export function botReply(event: BotEvent, notice: Notice, links: LinkOptions, newId: () => string): BotReply {
  if (event.type === 'card-tap') {
    const everybody = event.chat.kind === 'single' || notice.subject !== undefined
    return {
      response_type: 'update_template_card',
      ...(!everybody && { userids: [event.senderId] }),
      template_card: renderBotCard(notice, event.taskId, links),
    }
  }
  if (notice.actions?.length && !notice.closed) {
    return { msgtype: 'template_card', template_card: renderBotCard(notice, newId(), links) }
  }
  if (event.type === 'chat-opened') return { msgtype: 'text', text: { content: renderText(notice) } }
  const content = renderMarkdown(notice, MARKDOWN_BYTES.bot, links)
  return { msgtype: 'stream', stream: { id: newId(), finish: true, content } }
}
