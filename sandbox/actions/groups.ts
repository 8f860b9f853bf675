import { check } from '../core/errors'
import { randomId } from '../core/random'
import type { Tenant } from '../tenant'
import type { Chat, ChatPerson, Member } from '../types'
import type { World } from '../world'
import { note } from './append'

export interface NewGroup {
  id?: string
  name: string
  owner: string
  people: string[]
  withBot?: boolean
  webhookKey?: string
  at?: number
}

/** Makes an internal group: no event exists for those. */
export function newInternalGroup(world: World, input: NewGroup): Chat {
  const id = input.id ?? randomId('wrkSFfCgAA', 16)
  const at = input.at ?? world.now()
  const chat: Chat = {
    id,
    kind: 'internal',
    name: input.name,
    owner: input.owner,
    people: [...new Set([input.owner, ...input.people])].map(person => ({ id: person, joinedAt: at, joinScene: 1 })),
    hasBot: input.withBot ?? false,
    botOpened: false,
    ...(input.webhookKey ? { webhookKey: input.webhookKey, webhookName: '撞单提醒' } : {}),
    byApp: false,
    createdAt: at,
    version: '',
    dismissed: false,
  }
  world.chats.put(id, chat)
  world.changed('chat', { id })
  return chat
}

/** A member makes a customer group (change_external_chat create). */
export function newCustomerGroup(tenant: Tenant, input: NewGroup): Chat {
  const chat = { ...newInternalGroup(tenant.world, { ...input, id: input.id ?? randomId('wrOgQhDgAA', 16) }) }
  chat.kind = 'customer'
  chat.version = randomId('', 16)
  tenant.world.chats.put(chat.id, chat)
  if (input.at === undefined) tenant.events.externalChat(chat, 'create')
  return chat
}

const nameOf = (world: World, id: string) => world.member(id)?.name ?? world.externals.get(id)?.nickname ?? id

/** People join a group. In a customer group this is an event; internal groups raise none (document 92130). */
export function joinGroup(tenant: Tenant, chatId: string, ids: string[], invitor?: string): Chat {
  const chat = group(tenant.world, chatId)
  const fresh = ids.filter(id => !chat.people.some(person => person.id === id))
  check(fresh.length > 0, '都已在群里')
  if (chat.kind === 'internal') {
    check(!fresh.some(id => tenant.world.externals.has(id)), '内部群不能加入外部联系人')
  }
  const at = tenant.world.now()
  const joined: ChatPerson[] = fresh.map(id => ({ id, joinedAt: at, joinScene: 1, ...(invitor ? { invitor } : {}) }))
  return update(tenant, chat, [...chat.people, ...joined], 'add_member', { JoinScene: 0 }, fresh, '加入了群聊')
}

/** People leave or are removed. */
export function leaveGroup(tenant: Tenant, chatId: string, ids: string[], removed = false): Chat {
  const chat = group(tenant.world, chatId)
  const gone = ids.filter(id => chat.people.some(person => person.id === id))
  check(gone.length > 0, '不在群里')
  const rest = chat.people.filter(person => !gone.includes(person.id))
  return update(
    tenant,
    chat,
    rest,
    'del_member',
    { QuitScene: removed ? 1 : 0 },
    gone,
    removed ? '被移出了群聊' : '退出了群聊',
  )
}

function update(
  tenant: Tenant,
  chat: Chat,
  people: ChatPerson[],
  detail: 'add_member' | 'del_member',
  scene: Record<string, number>,
  ids: string[],
  words: string,
): Chat {
  const { world } = tenant
  const last = chat.version
  const next = world.chats.put(chat.id, { ...chat, people, version: chat.kind === 'customer' ? randomId('', 16) : '' })
  note(world, next, `${ids.map(id => nameOf(world, id)).join('、')} ${words}`)
  if (next.kind === 'customer') {
    tenant.events.externalChat(next, 'update', {
      UpdateDetail: detail,
      ...scene,
      MemChangeCnt: ids.length,
      MemChangeList: { Item: ids },
      LastMemVer: last,
      CurMemVer: next.version,
    })
  }
  world.changed('chat', { id: chat.id })
  return next
}

/** Renames a group. */
export function renameGroup(tenant: Tenant, chatId: string, name: string): Chat {
  const chat = tenant.world.chats.put(chatId, { ...group(tenant.world, chatId), name })
  if (chat.kind === 'customer') tenant.events.externalChat(chat, 'update', { UpdateDetail: 'change_name' })
  tenant.world.changed('chat', { id: chatId })
  return chat
}

/** The owner dissolves a group. */
export function dismissGroup(tenant: Tenant, chatId: string): void {
  const chat = tenant.world.chats.put(chatId, { ...group(tenant.world, chatId), dismissed: true })
  if (chat.kind === 'customer') tenant.events.externalChat(chat, 'dismiss')
  tenant.world.changed('chat', { id: chatId })
}

/** Puts the bot into an internal group or takes it out, or adds a webhook; returns the group. */
export function equipGroup(tenant: Tenant, chatId: string, equipment: { bot?: boolean; webhook?: boolean }): Chat {
  const { world } = tenant
  const chat = { ...group(world, chatId) }
  check(chat.kind === 'internal', '智能机器人和消息推送只能加入内部群')
  if (equipment.bot !== undefined) {
    chat.hasBot = equipment.bot
    if (!equipment.bot) chat.botOpened = false
  }
  if (equipment.webhook === true) chat.webhookKey ??= randomId('', 24)
  if (equipment.webhook === false) chat.webhookKey = undefined
  world.changed('chat', { id: chatId })
  return world.chats.put(chatId, chat)
}

function group(world: World, chatId: string): Chat {
  const chat = world.chats.get(chatId)
  check(chat && (chat.kind === 'internal' || chat.kind === 'customer') && !chat.dismissed, '没有这个群')
  return chat
}

/** Who the members of a group are, for the page. */
export function groupPeople(world: World, chat: Chat): { id: string; name: string; external: boolean }[] {
  return chat.people.map(person => ({
    id: person.id,
    name: nameOf(world, person.id),
    external: world.externals.has(person.id),
  }))
}

/** The groups in which a member sits. */
export function groupsOf(world: World, member: Member): Chat[] {
  return world.chats
    .values()
    .filter(chat => (chat.kind === 'internal' || chat.kind === 'customer') && !chat.dismissed)
    .filter(chat => chat.people.some(person => person.id === member.userId))
}
