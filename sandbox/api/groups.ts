import { dict, str } from '../cards/read'
import { must } from '../core/errors'
import type { Chat } from '../types'
import type { World } from '../world'
import { limitOf, page } from './paging'
import { get, post } from './request'

/** Customer groups (documents 92120, 92122) and groups made by the app (documents 90245, 90248). */
export const groupEndpoints = [
  post('externalcontact/groupchat/list', ({ world }, { body }) => {
    const owners = dict(body.owner_filter).userid_list
    const filter = Array.isArray(owners) ? owners.map(id => String(id).toLowerCase()) : undefined
    must(!filter || filter.length <= 100, 40032, 'owner_filter: at most 100')
    const limit = limitOf(body.limit, 1000, 1000)
    const groups = customerGroups(world)
      .filter(chat => !filter || filter.includes(chat.owner.toLowerCase()))
      .filter(chat => !body.status_filter || status(world, chat) === body.status_filter)
    const { items, next } = page(groups, chat => chat.id, body.cursor, limit)
    const list = items.map(chat => ({ chat_id: chat.id, status: status(world, chat) }))
    return { group_chat_list: list, ...(next ? { next_cursor: next } : {}) }
  }),
  post('externalcontact/groupchat/get', ({ world }, { body }) => {
    const chat = world.chats.get(str(body.chat_id))
    must(chat, 86003, 'chat_id does not exist')
    must(chat.kind === 'customer', 90501, 'not a customer group')
    must(!chat.dismissed, 49008, 'group dissolved')
    return { group_chat: details(world, chat, body.need_name === 1) }
  }),
  post('appchat/create', ({ world }, { body }) => {
    const people = Array.isArray(body.userlist) ? body.userlist.map(String) : []
    must(str(body.name).length <= 50, 86004, 'name: at most 50')
    must(people.length >= 2 && people.length <= 2000, 86006, 'userlist: 2 to 2000')
    const members = people.map(id => world.member(id))
    must(
      members.every(m => m && m.status === 1 && m.visible),
      86007,
      'userlist has an invalid member',
    )
    const userIds = members.map(m => m!.userId)
    const owner = world.member(str(body.owner))?.userId ?? userIds[0]!
    must(userIds.includes(owner), 86005, 'owner is not in userlist')
    const id = str(body.chatid) || `app${Date.now().toString(36)}${Math.floor(Math.random() * 1e6).toString(36)}`
    must(/^[0-9a-zA-Z]{1,32}$/.test(id), 86001, 'chatid: 1 to 32 letters and digits')
    must(!world.chats.has(id), 86215, 'chatid already exists')
    const at = world.now()
    world.chats.put(id, {
      id,
      kind: 'internal',
      name: str(body.name) || '群聊',
      owner,
      people: [...new Set(userIds)].map(userId => ({ id: userId, joinedAt: at, joinScene: 1 })),
      hasBot: false,
      botOpened: false,
      byApp: true,
      createdAt: at,
      version: '',
      dismissed: false,
    })
    world.changed('chat', { id })
    return { chatid: id }
  }),
  get('appchat/get', ({ world }, { query }) => {
    const chat = appChat(world, query.get('chatid') ?? '')
    const userlist = chat.people.map(person => person.id)
    return { chat_info: { chatid: chat.id, name: chat.name, owner: chat.owner, userlist, chat_type: 0 } }
  }),
]

/** A group that this app made. @throws WecomError 40050 (unknown), 86008 (not of this app) */
export function appChat(world: World, chatId: string): Chat {
  const chat = world.chats.get(chatId)
  must(chat, 40050, 'chatid does not exist')
  must(chat.byApp, 86008, 'not the group of this app')
  return chat
}

const customerGroups = (world: World) =>
  world.chats.values().filter(chat => chat.kind === 'customer' && !chat.dismissed && world.member(chat.owner)?.visible)

// 0 normal, 1 owner left (document 92120)
const status = (world: World, chat: Chat) => (world.member(chat.owner)?.status === 5 ? 1 : 0)

function details(world: World, chat: Chat, names: boolean) {
  return {
    chat_id: chat.id,
    name: chat.name,
    owner: chat.owner,
    create_time: Math.floor(chat.createdAt / 1000),
    notice: '',
    member_list: chat.people.map(person => {
      const external = world.externals.get(person.id)
      return {
        userid: person.id,
        type: external ? 2 : 1,
        join_time: Math.floor(person.joinedAt / 1000),
        join_scene: person.joinScene,
        ...(external?.unionid ? { unionid: external.unionid } : {}),
        ...(person.invitor ? { invitor: { userid: person.invitor } } : {}),
        group_nickname: '',
        ...(names ? { name: external?.nickname ?? world.member(person.id)?.name ?? '' } : {}),
      }
    }),
    admin_list: [],
    member_version: chat.version,
  }
}
