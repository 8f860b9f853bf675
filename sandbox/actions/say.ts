import { check } from '../core/errors'
import type { Tenant } from '../tenant'
import type { Member, Message } from '../types'
import { append } from './append'
import { botChat, chatOf, markRead } from './chats'

/** A member writes into a chat. The app hears its 1:1 chat, the bot hears its 1:1 chat and groups where it is named. */
export function say(tenant: Tenant, member: Member, chatId: string, text: string, quote?: string): Message {
  const { world } = tenant
  check(text.trim() !== '', '不能发送空消息')
  check(member.status === 1, `${member.name} 已离职或停用`)
  const chat = chatOf(world, member, chatId)
  const from = { kind: 'member' as const, id: member.userId, name: member.name }
  const message = append(world, chat, from, 'text', { content: text }, { quote })
  markRead(world, member, chat.id)
  if (chat.kind === 'app') tenant.events.text(member.userId, text)
  if (chat.kind === 'bot') tenant.bot.heard(chat, member, message)
  // In a group the bot hears only what names it (document 100719).
  if (chat.kind === 'internal' && chat.hasBot && text.includes(`@${world.credentials.botName}`)) {
    tenant.bot.heard(chat, member, message)
  }
  return message
}

/** A customer writes, in the 1:1 chat with a member or in a customer group. The product hears nothing of it. */
export function customerSays(tenant: Tenant, externalId: string, chatId: string, text: string): Message {
  const { world } = tenant
  const external = world.externals.get(externalId)
  check(external, '没有这位微信联系人')
  const direct = /^ext:([^:]+):/.exec(chatId)
  const member = direct ? world.member(direct[1]) : undefined
  const chat = member ? chatOf(world, member, chatId) : world.chats.get(chatId)
  check(chat && (direct || chat.people.some(p => p.id === externalId)), '客户不在这个会话里')
  return append(world, chat, { kind: 'external', id: externalId, name: external.nickname }, 'text', { content: text })
}

/** The member opens a chat: reads it, and app or bot hear of it. */
export function openChat(tenant: Tenant, member: Member, chatId: string): void {
  const { world } = tenant
  const chat = chatOf(world, member, chatId)
  markRead(world, member, chat.id)
  if (chat.kind === 'app' && world.settings.enterAgentEvents) tenant.events.app('enter_agent', member.userId)
  if (chat.kind === 'bot') tenant.bot.entered(botChat(world, member), member)
}
