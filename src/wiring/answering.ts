import type { Context } from '../context'
import { answerNow } from '../delivery/answer-now'
import { type Handlers, sayLater } from '../delivery/handle-inbox'
import { InboxEntity } from '../delivery/inbox.entity'
import { takePlaces } from '../delivery/limits'
import type { Notice } from '../delivery/messages'
import type { Receive } from '../delivery/receive'
import type { BotEvent } from '../wecom/bot-event-types'
import type { AnswerNow } from '../wecom/callback-bot'
import { botLimitOf } from '../wecom/channel-bot'
import type { ReceivedMessage } from '../wecom/received'

/** How the bot answers, over WebSocket or HTTP: at once, within the chat's limit, else as a message of its own. */
export interface Answering {
  answer: AnswerNow
  answerLater(message: ReceivedMessage, notice: Notice): Promise<void>
  mayAnswer(event: BotEvent): Promise<boolean>
}

export function createAnswering(context: Context, receive: Receive, handlers: Handlers, holder: string): Answering {
  return {
    answer: (message, deadlineMs) => answerNow({ context, receive, handlers, holder }, message, deadlineMs),
    async answerLater({ source, dedupeKey }, notice) {
      const row = await context.read.findOneBy(InboxEntity, { source, dedupeKey })
      if (row) await sayLater(context, handlers, row, notice)
    },
    mayAnswer: async event => (await takePlaces(context, [botLimitOf(event)])) === 0,
  }
}
