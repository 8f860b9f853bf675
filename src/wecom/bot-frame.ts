import type { Context } from '../context'
import type { Notice } from '../delivery/messages'
import type { BotCommand, BotConnection, BotFrame } from './bot-connection'
import type { BotEvent } from './bot-event-types'
import { notStoredNotice } from './bot-notices'
import { botReply } from './bot-reply'
import { ANSWER_DEADLINE_MS, type AnswerNow } from './callback-bot'
import { type ReceivedMessage, receivedFromBot } from './received'
import { Refusal } from './refusal'
import { WecomError } from './wecom-error'

export interface BotAnswering {
  context: Context
  connection(): BotConnection | undefined
  answer: AnswerNow
  answerLater(message: ReceivedMessage, notice: Notice): Promise<void>
  mayAnswer(event: BotEvent): Promise<boolean>
}

/**
 * Handles one frame: store, run its use case, answer on its own `req_id`. A tap is told once and takes an answer for five
 * seconds only; an answer that misses that is said as a message of its own.
 */
export async function answerFrame(options: BotAnswering, frame: BotFrame): Promise<void> {
  const { context } = options
  const received = read(context, frame)
  if (!received) return
  const { message, event } = received
  if (event.type === 'replaced' || event.type === 'stream-poll') return
  let notice: Notice | undefined
  try {
    notice = await options.answer(message, ANSWER_DEADLINE_MS)
  } catch (error) {
    context.log.error({ err: error, kind: message.kind }, 'bot message not stored')
    if (event.type === 'text') await reply(options, frame, event, notStoredNotice)
    return
  }
  if (!notice || event.type === 'unused') return
  if (!(await reply(options, frame, event, notice))) await options.answerLater(message, notice)
}

function read(context: Context, frame: BotFrame): ReturnType<typeof receivedFromBot> | undefined {
  try {
    return receivedFromBot(frame.body)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    context.log.warn({ code: error.message }, 'bot frame passed over')
    return undefined
  }
}

/** True when the platform took the answer, or may have. */
async function reply(options: BotAnswering, frame: BotFrame, event: BotEvent, notice: Notice): Promise<boolean> {
  const { context, connection } = options
  const command: BotCommand =
    event.type === 'card-tap' ? 'update' : event.type === 'chat-opened' ? 'welcome' : 'message'
  const links = { publicUrl: context.config.publicUrl, miniProgramAppId: context.config.wecom.miniProgramAppId }
  try {
    const open = connection()
    if (!open || !(await options.mayAnswer(event))) return false
    await open.reply(
      frame,
      command,
      botReply(event, notice, links, () => context.newId()),
    )
    return true
  } catch (error) {
    if (!(error instanceof WecomError)) throw error
    context.log.warn({ err: error, command }, 'bot answer not taken')
    // Said once is enough: an answer with an unknown end is not said again.
    return error.failure === 'uncertain'
  }
}
