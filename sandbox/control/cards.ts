import { asSeenBy, chatList, chatOf, markRead, unreadOf } from '../actions/chats'
import { groupPeople } from '../actions/groups'
import { customerSays, openChat, say } from '../actions/say'
import { tapCard } from '../actions/tap'
import { check } from '../core/errors'
import { act, count, optionalText, person, read, text } from './types'

/** Chats, messages and taps on cards. */
export const cardActions = [
  read('/chats', (tenant, request) => ({ chats: chatList(tenant.world, person(tenant, request)) })),
  read('/messages', (tenant, request) => {
    const { world } = tenant
    if (!request.query.has('userid')) {
      return { messages: world.messages.since(Number(request.query.get('since') ?? 0)).slice(0, 5000) }
    }
    const member = person(tenant, request)
    const chat = chatOf(world, member, request.query.get('chatId') ?? '')
    const all = world.messages.ofChat(chat.id).slice(-count(request, 'limit', 200, 1000))
    const external = /^ext:[^:]+:(.+)$/.exec(chat.id)?.[1]
    return {
      chat: { ...chat, members: groupPeople(world, chat) },
      follow: external ? world.follow(member.userId, external) : undefined,
      external: external ? world.externals.get(external) : undefined,
      messages: all.map(message => asSeenBy(message, member.userId)),
    }
  }),
  act('/send', (tenant, request) => {
    const quote = optionalText(request, 'quote')
    return { message: say(tenant, person(tenant, request), text(request, 'chatId'), text(request, 'text'), quote) }
  }),
  act('/customer-says', (tenant, request) => ({
    message: customerSays(tenant, text(request, 'externalId'), text(request, 'chatId'), text(request, 'text')),
  })),
  act('/read', (tenant, request) => {
    markRead(tenant.world, person(tenant, request), text(request, 'chatId'))
    return {}
  }),
  read('/unread', ({ world }) => {
    const unread: Record<string, number> = {}
    for (const member of world.members.values()) unread[member.userId] = unreadOf(world, member)
    return { unread }
  }),
  act('/open', (tenant, request) => {
    openChat(tenant, person(tenant, request), text(request, 'chatId'))
    return {}
  }),
  act('/tap', (tenant, request) => {
    const given = request.body.selections ?? {}
    check(typeof given === 'object' && given !== null && !Array.isArray(given), 'selections 应为对象')
    const selections: Record<string, string[]> = {}
    for (const [question, value] of Object.entries(given)) selections[question] = [value].flat().map(String)
    tapCard(tenant, person(tenant, request), text(request, 'messageId'), text(request, 'key'), selections)
    return {}
  }),
]
