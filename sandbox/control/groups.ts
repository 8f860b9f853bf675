import {
  dismissGroup,
  equipGroup,
  groupPeople,
  joinGroup,
  leaveGroup,
  newCustomerGroup,
  newInternalGroup,
  renameGroup,
} from '../actions/groups'
import { check } from '../core/errors'
import { act, optionalFlag, optionalText, read, text, texts } from './types'

/** Internal groups and customer groups. */
export const groupActions = [
  read('/groups', ({ world }) => {
    const groups = world.chats.values().filter(chat => chat.kind === 'internal' || chat.kind === 'customer')
    return { groups: groups.map(chat => ({ ...chat, members: groupPeople(world, chat) })) }
  }),
  act('/groups', (tenant, request) => {
    const owner = tenant.world.member(text(request, 'owner'))
    check(owner, '没有这位群主')
    const people = texts(request, 'people').map(id => tenant.world.member(id)?.userId ?? id)
    const known = people.every(id => tenant.world.members.has(id) || tenant.world.externals.has(id))
    check(known, '成员里有不存在的人')
    const group = {
      name: text(request, 'name'),
      owner: owner.userId,
      people,
      withBot: optionalFlag(request, 'withBot'),
    }
    if (request.body.kind === 'customer') return { group: newCustomerGroup(tenant, group) }
    check(!people.some(id => tenant.world.externals.has(id)), '内部群不能加入外部联系人')
    return { group: newInternalGroup(tenant.world, group) }
  }),
  act('/groups/join', (tenant, request) => ({
    group: joinGroup(tenant, text(request, 'chatId'), texts(request, 'people'), optionalText(request, 'invitor')),
  })),
  act('/groups/leave', (tenant, request) => ({
    group: leaveGroup(tenant, text(request, 'chatId'), texts(request, 'people'), optionalFlag(request, 'removed')),
  })),
  act('/groups/rename', (tenant, request) => ({
    group: renameGroup(tenant, text(request, 'chatId'), text(request, 'name')),
  })),
  act('/groups/dismiss', (tenant, request) => {
    dismissGroup(tenant, text(request, 'chatId'))
    return {}
  }),
  act('/groups/equip', (tenant, request) => ({
    group: equipGroup(tenant, text(request, 'chatId'), {
      bot: optionalFlag(request, 'bot'),
      webhook: optionalFlag(request, 'webhook'),
    }),
  })),
]
