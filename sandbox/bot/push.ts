import { append, senders } from '../actions/append'
import { botChat } from '../actions/chats'
import { bytes, type Dict, dict, str } from '../cards/read'
import { must } from '../core/errors'
import type { Chat } from '../types'
import type { World } from '../world'
import { sendBotCard } from './cards'
import type { ChatLimits } from './limits'

/**
 * aibot_send_msg (document 101463): to a group or member that has written to the bot before.
 * @throws WecomError 93006 (no such chat, case counts), 93008 (bot not in it), 846607 (never opened, or too many)
 */
export function push(world: World, limits: ChatLimits, body: Dict): void {
  const chat = target(world, str(body.chatid), body.chat_type)
  must(chat.botOpened, 846607, 'the chat has never talked to the bot')
  if (body.msgtype === 'markdown') {
    const content = str(dict(body.markdown).content)
    must(content, 44004, 'markdown.content empty')
    must(bytes(content) <= 20_480, 45002, 'markdown.content: at most 20480 bytes')
    limits.take(chat.id, world.now())
    append(world, chat, senders.bot(world), 'markdown', { content })
    return
  }
  must(body.msgtype === 'template_card', 40008, `invalid msgtype ${str(body.msgtype)}`)
  limits.take(chat.id, world.now())
  sendBotCard(world, chat, body.template_card)
}

function target(world: World, chatId: string, chatType: unknown): Chat {
  must(chatId, 40058, 'chatid missing')
  const group = world.chats.get(chatId)
  if (chatType !== 1 && group?.kind === 'internal') {
    must(group.hasBot, 93008, 'the bot is not in this chat')
    return group
  }
  // without chat_type a group is tried first (secondary source, see aibot.md 7)
  must(chatType !== 2, 93006, 'invalid chatid')
  const member = world.member(chatId)
  must(member && member.status === 1, 93006, 'invalid chatid')
  return botChat(world, member)
}
