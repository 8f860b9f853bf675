import type { Channel, Limit, ResolvedDestination } from '../delivery/channel'
import type { Bot } from './bot'
import type { BotPush } from './bot-connection'
import type { BotEvent } from './bot-event-types'
import { BUTTON_HINT } from './channel-webhook'
import { linksOf, noticeOf } from './delayed'
import { renderBotCard } from './render-card'
import { MARKDOWN_BYTES, renderMarkdown } from './render-markdown'
import { sendResult } from './send-result'

/** 30 a minute and 1,000 an hour per chat, answers and pushes together (document 101463). */
const botLimit = (chatId: string): Limit => ({
  bucket: `bot:${chatId}`.slice(0, 110),
  perMinute: 30,
  perHour: 1000,
})

/** The limit an immediate answer to this event counts against. */
export const botLimitOf = (event: BotEvent): Limit =>
  botLimit(event.chat.kind === 'group' ? event.chat.chatId : event.userId)

/** Longer than a change of server takes: then a group that has a webhook is written to by that. */
const DOWN_MS = 60_000

/** Another server is connected: it takes the message when it is the one to claim it. A few quick turns, then the usual back-off. */
const HANDED_OVER_MS = 20_000
const QUICK_TRIES = 6
const QUICK_MS = 250

/**
 * The bot's pushes into internal groups and single chats, over its connection.
 *
 * @param groupCards pushing cards with buttons into a group rests on secondary sources; without it groups get markdown and the
 *   buttons are on the persons' app cards
 * @param downMs since when no server of ours is known to be connected, in ms
 */
export function botChannel(bot: Pick<Bot, 'push'>, groupCards: boolean, downMs: () => number): Channel {
  return {
    name: 'bot',
    recognisesRepeats: false,
    can({ message }, to) {
      if (message.type !== 'notice') return false
      if (to.kind === 'member') return true
      return Boolean(to.chatId) && !(to.webhookKey && downMs() > DOWN_MS)
    },
    limits: to => {
      const chatId = chatIdOf(to)
      return chatId ? [botLimit(chatId)] : []
    },
    render(message, to, context): BotPush {
      const notice = noticeOf(message, context)
      const buttons = Boolean(notice.actions?.length) && !notice.closed
      if (buttons && (to.kind === 'member' || groupCards)) {
        return { msgtype: 'template_card', template_card: renderBotCard(notice, message.id, linksOf(context)) }
      }
      return {
        msgtype: 'markdown',
        markdown: { content: renderMarkdown(notice, MARKDOWN_BYTES.bot, linksOf(context), BUTTON_HINT) },
      }
    },
    async send(_context, message, body, to) {
      const result = await sendResult(async () => {
        const chatId = chatIdOf(to)
        if (!chatId)
          return { outcome: 'failed', error: '群还没有绑定机器人：在群里 @机器人 发送「绑定」', tellAdmin: true }
        await bot.push(chatId, to.kind === 'group' ? 'group' : 'single', body as BotPush)
        return { outcome: 'sent' }
      })
      const elsewhere = result.outcome === 'retry' && result.afterMs === undefined && downMs() < HANDED_OVER_MS
      return elsewhere && message.attempt <= QUICK_TRIES ? { ...result, afterMs: QUICK_MS } : result
    },
  }
}

const chatIdOf = (to: ResolvedDestination): string | undefined => (to.kind === 'group' ? to.chatId : to.userId)
