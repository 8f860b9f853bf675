import {
  addContact,
  confirmContact,
  customerDeletes,
  deleteContact,
  editRemark,
  finishTransfer,
  newExternal,
} from '../actions/contacts'
import { check } from '../core/errors'
import type { World } from '../world'
import { act, count, optionalFlag, optionalText, optionalTexts, person, read, text } from './types'

/** WeChat persons and the members who hold them. */
export const contactActions = [
  read('/externals', ({ world }, request) => {
    const words = (request.query.get('q') ?? '').trim().toLowerCase()
    const except = request.query.get('userid')
    const holders = holdersByExternal(world)
    const found = world.externals.values().filter(external => {
      const names = holders.get(external.id) ?? []
      if (except && names.some(holder => holder.userId === except)) return false
      const hay = [external.nickname, external.hint, external.corpName, ...names.flatMap(h => [h.remark, h.name])]
      return words === '' || hay.some(word => word?.toLowerCase().includes(words))
    })
    // people made for trying come first
    found.sort((a, b) => Number(!!b.hint) - Number(!!a.hint))
    const externals = found
      .slice(0, count(request, 'limit', 60, 1000))
      .map(external => ({ ...external, holders: holders.get(external.id) ?? [] }))
    return { total: found.length, externals }
  }),
  act('/externals', ({ world }, request) => ({
    external: newExternal(world, text(request, 'nickname'), {
      type: request.body.type === 2 ? 2 : 1,
      corpName: optionalText(request, 'corpName'),
      unionid: optionalText(request, 'unionid'),
      hint: optionalText(request, 'hint'),
    }),
  })),
  read('/contacts', (tenant, request) => {
    const { world } = tenant
    const member = person(tenant, request)
    const follows = world.follows.values().filter(follow => follow.userId === member.userId)
    const contacts = follows.map(follow => ({
      ...follow,
      nickname: world.externals.get(follow.externalId)?.nickname ?? '',
    }))
    return { contacts }
  }),
  act('/contacts', (tenant, request) => {
    const { addWay } = request.body
    check(addWay === undefined || typeof addWay === 'number', 'addWay 应为数字')
    const follow = addContact(tenant, person(tenant, request), {
      externalId: optionalText(request, 'externalId'),
      nickname: optionalText(request, 'nickname'),
      remark: optionalText(request, 'remark'),
      remarkCompany: optionalText(request, 'remarkCompany'),
      remarkMobiles: optionalTexts(request, 'remarkMobiles'),
      state: optionalText(request, 'state'),
      half: optionalFlag(request, 'half'),
      addWay,
    })
    return { follow }
  }),
  act('/contacts/confirm', (tenant, request) => {
    confirmContact(tenant, person(tenant, request), text(request, 'externalId'))
    return {}
  }),
  act('/contacts/remark', (tenant, request) => {
    const follow = editRemark(tenant, person(tenant, request), text(request, 'externalId'), {
      remark: optionalText(request, 'remark'),
      description: optionalText(request, 'description'),
      remarkCompany: optionalText(request, 'remarkCompany'),
      remarkMobiles: optionalTexts(request, 'remarkMobiles'),
    })
    return { follow }
  }),
  act('/contacts/delete', (tenant, request) => {
    deleteContact(tenant, person(tenant, request), text(request, 'externalId'))
    return {}
  }),
  act('/contacts/leave', (tenant, request) => {
    customerDeletes(tenant, person(tenant, request), text(request, 'externalId'))
    return {}
  }),
  read('/transfers', ({ world }) => ({ transfers: world.transfers.values() })),
  act('/transfers/finish', (tenant, request) => {
    const result = text(request, 'result')
    check(result === 'done' || result === 'refused' || result === 'limit', 'result: done, refused, limit')
    finishTransfer(tenant, text(request, 'id'), result)
    return {}
  }),
]

function holdersByExternal(world: World): Map<string, { userId: string; name: string; remark: string }[]> {
  const holders = new Map<string, { userId: string; name: string; remark: string }[]>()
  for (const follow of world.follows.values()) {
    const list = holders.get(follow.externalId) ?? []
    list.push({ userId: follow.userId, name: world.member(follow.userId)?.name ?? '', remark: follow.remark })
    holders.set(follow.externalId, list)
  }
  return holders
}
