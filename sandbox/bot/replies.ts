import { append, senders } from '../actions/append'
import { bytes, type Dict, dict, str } from '../cards/read'
import { plainText } from '../cards/text'
import { must } from '../core/errors'
import type { Chat } from '../types'
import type { World } from '../world'
import { sendBotCard, updateBotCard } from './cards'
import type { ChatLimits } from './limits'
import { type Pending, QUICK_MS, STREAM_MS } from './pending'

/**
 * Applies the bot's answer to one question, by the rules of documents 101031 and 101463.
 * @throws WecomError 846604 (too late), 846605 (wrong command), 846606 (already answered), 846608 (stream too old), …
 */
export function applyReply(
  world: World,
  limits: ChatLimits,
  pending: Pending,
  command: ReplyCommand,
  body: Dict,
): void {
  const chat = world.chats.get(pending.chatId)
  must(chat, 93006, 'chat is gone')
  const wanted = {
    message: 'aibot_respond_msg',
    enter_chat: 'aibot_respond_welcome_msg',
    card: 'aibot_respond_update_msg',
  }
  must(command === wanted[pending.kind], 846605, `req_id does not take ${command}`)
  const age = world.now() - pending.at
  if (pending.kind === 'message') {
    respond(world, limits, chat, pending, body, age)
    return
  }
  must(age <= QUICK_MS, 846604, 'req_id expired')
  must(!pending.answered, 846606, 'already answered')
  if (pending.kind === 'card') updateBotCard(world, pending, body)
  else welcome(world, limits, chat, body)
  pending.answered = true
}

export type ReplyCommand = 'aibot_respond_msg' | 'aibot_respond_welcome_msg' | 'aibot_respond_update_msg'

function welcome(world: World, limits: ChatLimits, chat: Chat, body: Dict): void {
  if (body.msgtype === 'template_card') {
    limits.take(chat.id, world.now())
    sendBotCard(world, chat, body.template_card)
    return
  }
  must(body.msgtype === 'text', 40008, 'welcome: text or template_card')
  const content = str(dict(body.text).content)
  must(content, 44004, 'text.content empty')
  limits.take(chat.id, world.now())
  append(world, chat, senders.bot(world), 'text', { content })
}

function respond(world: World, limits: ChatLimits, chat: Chat, pending: Pending, body: Dict, age: number): void {
  const type = str(body.msgtype)
  if (type === 'template_card') {
    must(age <= STREAM_MS, 846604, 'req_id expired')
    must(!pending.answered, 846606, 'already answered')
    limits.take(chat.id, world.now())
    sendBotCard(world, chat, body.template_card)
    pending.answered = true
    pending.cardSent = true
    return
  }
  must(type === 'stream' || type === 'stream_with_template_card', 40008, `invalid msgtype ${type}`)
  stream(world, limits, chat, pending, dict(body.stream), age)
  if (type === 'stream_with_template_card' && body.template_card !== undefined) {
    must(!pending.cardSent, 846606, 'the card was sent already')
    sendBotCard(world, chat, body.template_card)
    pending.cardSent = true
  }
}

function stream(world: World, limits: ChatLimits, chat: Chat, pending: Pending, part: Dict, age: number): void {
  const id = str(part.id)
  must(id, 40058, 'stream.id missing')
  must(age <= STREAM_MS, 846608, 'stream message update expired (>6 minutes)')
  const content = str(part.content)
  must(bytes(content) <= 20_480, 45002, 'stream.content: at most 20480 bytes')
  const open = pending.stream
  if (open) {
    must(open.id === id && !open.finished, 846606, 'already answered')
    world.messages.edit(open.messageId, message => {
      // each part carries the whole text so far
      message.content = { content }
      message.text = plainText('stream', message.content)
    })
    world.changed('message', { chatId: chat.id, id: open.messageId, updated: true })
  } else {
    must(!pending.answered, 846606, 'already answered')
    limits.take(chat.id, world.now())
    const message = append(world, chat, senders.bot(world), 'markdown', { content })
    pending.stream = { id, messageId: message.id, finished: false }
    pending.answered = true
  }
  if (part.finish === true && pending.stream) pending.stream.finished = true
}
