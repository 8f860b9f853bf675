import { dict, str } from '../cards/read'
import { check } from '../core/errors'
import type { Chat, Member, Message } from '../types'
import type { World } from '../world'

const base = (world: World): Omit<Chat, 'id' | 'kind' | 'name' | 'owner' | 'people'> => ({
  hasBot: false,
  botOpened: false,
  byApp: false,
  createdAt: world.now(),
  version: '',
  dismissed: false,
})

/** The member's 1:1 chat with the app. */
export function appChat(world: World, member: Member): Chat {
  const id = `app:${member.userId}`
  return world.chats.get(id) ?? make(world, id, 'app', world.credentials.agentName, member)
}

/** The member's 1:1 chat with the bot. */
export function botChat(world: World, member: Member): Chat {
  const id = `bot:${member.userId}`
  return world.chats.get(id) ?? make(world, id, 'bot', world.credentials.botName, member)
}

/** The chat of a member with a WeChat customer. */
export function externalChat(world: World, member: Member, externalId: string): Chat {
  const id = `ext:${member.userId}:${externalId}`
  const name = world.externals.get(externalId)?.nickname ?? externalId
  return world.chats.get(id) ?? make(world, id, 'external', name, member)
}

function make(world: World, id: string, kind: Chat['kind'], name: string, member: Member): Chat {
  const people = [{ id: member.userId, joinedAt: world.now(), joinScene: 0 }]
  return world.chats.put(id, { ...base(world), id, kind, name, owner: member.userId, people })
}

/** Finds a chat and makes sure the member sits in it. */
export function chatOf(world: World, member: Member, chatId: string): Chat {
  const external = /^ext:([^:]+):(.+)$/.exec(chatId)
  if (chatId === `app:${member.userId}`) return appChat(world, member)
  if (chatId === `bot:${member.userId}`) return botChat(world, member)
  if (external && external[1] === member.userId && world.follow(member.userId, external[2]!)) {
    return externalChat(world, member, external[2]!)
  }
  const chat = world.chats.get(chatId)
  check(chat && !chat.dismissed && chat.people.some(p => p.id === member.userId), `${member.name} 不在这个会话里`)
  return chat
}

export interface ChatItem {
  id: string
  kind: Chat['kind']
  name: string
  /** Second name, e.g. remark of a customer. */
  detail: string
  people: number
  hasBot: boolean
  unread: number
  last?: { at: number; text: string; from: string }
  externalId?: string
}

/** The member's chats, latest first; app and bot stand first while they are empty. */
export function chatList(world: World, member: Member): ChatItem[] {
  const groups = world.chats
    .values()
    .filter(c => (c.kind === 'internal' || c.kind === 'customer') && !c.dismissed)
    .filter(c => c.people.some(p => p.id === member.userId))
  const items = [...groups, appChat(world, member), botChat(world, member)].map(c => item(world, member, c, c.name, ''))
  for (const follow of world.follows.values().filter(f => f.userId === member.userId)) {
    const chat = externalChat(world, member, follow.externalId)
    const nickname = world.externals.get(follow.externalId)?.nickname ?? follow.externalId
    const detail = [follow.remarkCompany, ...follow.remarkMobiles].filter(Boolean).join(' · ')
    items.push({
      ...item(world, member, chat, follow.remark || nickname, detail),
      externalId: follow.externalId,
    })
  }
  return items.sort((a, b) => (b.last?.at ?? 0) - (a.last?.at ?? 0))
}

function item(world: World, member: Member, chat: Chat, name: string, detail: string): ChatItem {
  const last = world.messages.ofChat(chat.id).at(-1)
  const unread = unreadIn(world, member, chat.id)
  const shown = last && { at: last.at, text: summary(last), from: last.from.name }
  return {
    id: chat.id,
    kind: chat.kind,
    name,
    detail,
    people: chat.people.length,
    hasBot: chat.hasBot,
    unread,
    last: shown,
  }
}

/** One line for the list: of a card its title. */
function summary(message: Message): string {
  const title = message.type === 'template_card' ? str(dict(message.content.main_title).title) : ''
  return (title || message.text.split('\n')[0]!).slice(0, 60)
}

function unreadIn(world: World, member: Member, chatId: string): number {
  const messages = world.messages.ofChat(chatId)
  const read = world.reads.get(`${member.userId}/${chatId}`)?.seq ?? 0
  let unread = 0
  for (let i = messages.length - 1; i >= 0 && messages[i]!.seq > read; i--) {
    if (messages[i]!.from.id !== member.userId && messages[i]!.type !== 'note') unread++
  }
  return unread
}

/** How many messages of all chats the member has not seen. */
export function unreadOf(world: World, member: Member): number {
  const own = (chat: Chat) => (chat.kind === 'internal' || chat.kind === 'customer' ? !chat.dismissed : true)
  return world.chats
    .values()
    .filter(chat => own(chat) && chat.people.some(person => person.id === member.userId))
    .reduce((sum, chat) => sum + unreadIn(world, member, chat.id), 0)
}

/** Notes that the member has seen everything of this chat. */
export function markRead(world: World, member: Member, chatId: string): void {
  const last = world.messages.ofChat(chatId).at(-1)?.seq ?? 0
  const key = `${member.userId}/${chatId}`
  if ((world.reads.get(key)?.seq ?? 0) >= last) return
  world.reads.put(key, { seq: last })
}

/** A message as this member sees it: bot cards may differ by reader. */
export function asSeenBy(message: Message, userId: string): Message {
  const own = message.card?.byUser?.[userId]
  if (!message.card || !own) return message
  return { ...message, content: own.card, card: { ...message.card, card: own.card, replaced: own.replaced } }
}
